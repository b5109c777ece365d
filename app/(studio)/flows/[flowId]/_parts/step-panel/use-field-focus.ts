"use client";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { goToFirst } from "@/components/form/go-on";

export type StepTab = "preferences" | "exits";

/** Selectors of what to focus: an input, else a button. */
const CONTROLS = ["input:not([aria-hidden]), textarea, [contenteditable=true], [role=combobox]", "button"];

/**
 * Opens the tab of a problem's field, then scrolls to the field and focuses it, or the nearest one around it. The field
 * `["config"]` is the first setting that is still to be filled in. `onField` asks for a field from inside the panel.
 */
export function useFieldFocus(root: RefObject<HTMLElement | null>, field: readonly string[] | undefined) {
  const [own, setOwn] = useState<readonly string[]>();
  const [tab, setTab] = useState<StepTab>("preferences");
  const pending = useRef<readonly string[] | null>(null);
  useEffect(() => {
    if (!field || field.length === 0) return;
    pending.current = field;
    setTab(tabOf(field));
  }, [field]);
  useEffect(() => {
    if (!own) return;
    pending.current = own;
    setTab(tabOf(own));
  }, [own]);
  // The fields of a tab are rendered only after the tab has opened.
  useEffect(() => {
    const target = pending.current;
    if (!target || tabOf(target) !== tab) return;
    pending.current = null;
    requestAnimationFrame(() => {
      if (!isBehindDialog(root.current)) focusIn(root.current, target);
    });
  });
  const onField = useCallback(
    (target: readonly string[]) => {
      // At once where it is there: the next letter is meant for it.
      if (tabOf(target) !== tab || !focusIn(root.current, target)) setOwn(target);
    },
    [root, tab],
  );
  return { tab, setTab, onField };
}

const tabOf = (field: readonly string[]): StepTab => (field[0] === "exits" ? "exits" : "preferences");

/** The panel is drawn a little after a step is added: whoever has opened a dialog by then is typing in it. */
function isBehindDialog(root: HTMLElement | null): boolean {
  const dialogs = document.querySelectorAll('[role="dialog"][data-state="open"]');
  return [...dialogs].some((dialog) => !dialog.contains(root));
}

/** False where neither the field nor one around it is there. */
function focusIn(root: HTMLElement | null, field: readonly string[]): boolean {
  const form = root?.querySelector<HTMLElement>("[data-form]");
  if (field.length === 1 && field[0] === "config" && form) {
    goToFirst(form);
    return true;
  }
  for (let length = field.length; length > 0; length -= 1) {
    const path = field.slice(0, length).join(".");
    // Config fields have their path in the config as `data-field`, the flow's fields their name.
    const inForm = field[0] === "config" ? field.slice(1, length).join(".") : path;
    const found =
      root?.querySelector(`[data-part="${CSS.escape(path)}"]`) ??
      root?.querySelector(`[data-field="${CSS.escape(inForm)}"]`);
    if (!(found instanceof HTMLElement)) continue;
    found.scrollIntoView({ block: "center" });
    const control = CONTROLS.map((kind) => found.querySelector<HTMLElement>(kind)).find((one) => one !== null);
    control?.focus({ preventScroll: true });
    // A new step's name is there to be typed over.
    if (field[0] === "name" && control instanceof HTMLInputElement) control.select();
    return true;
  }
  return false;
}
