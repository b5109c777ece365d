import type { KeyboardEvent } from "react";

const CONTROLS = "input:not([aria-hidden]):not([type=radio]), textarea, [contenteditable=true], [role=combobox]";

/** Enter in a field of one line goes on to the next field, where the form has no button that Enter would press. */
export function goOnAtEnter(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget, key, defaultPrevented } = event;
  if (key !== "Enter" || defaultPrevented || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
  if (!(target instanceof HTMLInputElement) || target.form || !currentTarget.contains(target)) return;
  event.preventDefault();
  const controls = controlsIn(currentTarget);
  go(controls[controls.indexOf(target) + 1]);
}

/** Focuses the first field that is still to be filled in, else the first field. */
export function goToFirst(form: HTMLElement): void {
  const missing = [...form.querySelectorAll<HTMLElement>("[data-missing]")].flatMap(controlsIn);
  go(missing[0] ?? controlsIn(form)[0]);
}

/** Focuses a field, and opens its list where nothing is chosen yet. */
function go(control: HTMLElement | undefined): void {
  control?.focus();
  if (control?.hasAttribute("data-empty")) control.click();
}

const controlsIn = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>(CONTROLS)];
