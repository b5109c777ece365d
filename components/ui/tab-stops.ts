const STOPS =
  "a[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls], iframe, [contenteditable=true], [tabindex]";

/** Whether the element can take the focus now: it is shown and not switched off. */
export function focusable(element: HTMLElement): boolean {
  return !element.matches(":disabled, [inert] *") && element.checkVisibility({ visibilityProperty: true });
}

/** The controls within `part` that Tab stops at, in the document's order. */
export function tabStops(part: Element): HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>(STOPS)].filter(
    (element) => element.tabIndex >= 0 && focusable(element),
  );
}

/** The control of `row` that stands where `held` stood in `lost`, a row of the same kind that has gone; null if `row` has none. */
export function counterpartIn(row: HTMLElement, lost: Element, held: HTMLElement): HTMLElement | null {
  const stops = row.matches(STOPS) && focusable(row) ? [row] : tabStops(row);
  const before = [...lost.querySelectorAll<HTMLElement>(STOPS)].filter(({ tabIndex }) => tabIndex >= 0);
  return stops[Math.max(0, before.indexOf(held))] ?? stops.at(-1) ?? null;
}
