"use client";
import { type RefObject, useEffect, useRef, useState } from "react";

export type StepTab = "preferences" | "exits";

/** What is typed or chosen in; failing that, any button. */
const CONTROLS = ["input:not([aria-hidden]), textarea, [contenteditable=true], [role=combobox]", "button"];

/** Brings the field of a problem to the front: its tab, then the field itself, or the nearest one around it. */
export function useFieldFocus(root: RefObject<HTMLElement | null>, field: readonly string[] | undefined) {
  const [tab, setTab] = useState<StepTab>("preferences");
  const wanted = useRef<readonly string[] | null>(null);
  useEffect(() => {
    if (!field || field.length === 0) return;
    wanted.current = field;
    setTab(tabOf(field));
  }, [field]);
  // A tab in front gets its fields after a render of its own.
  useEffect(() => {
    const target = wanted.current;
    if (!target || tabOf(target) !== tab) return;
    wanted.current = null;
    requestAnimationFrame(() => focusIn(root.current, target));
  });
  return { tab, setTab };
}

const tabOf = (field: readonly string[]): StepTab => (field[0] === "exits" ? "exits" : "preferences");

function focusIn(root: HTMLElement | null, field: readonly string[]): void {
  for (let length = field.length; length > 0; length -= 1) {
    const path = field.slice(0, length).join(".");
    // Config fields call themselves by their path in the config, the flow's own by their name.
    const inForm = field[0] === "config" ? field.slice(1, length).join(".") : path;
    const found =
      root?.querySelector(`[data-part="${CSS.escape(path)}"]`) ??
      root?.querySelector(`[data-field="${CSS.escape(inForm)}"]`);
    if (!(found instanceof HTMLElement)) continue;
    found.scrollIntoView({ block: "center" });
    const control = CONTROLS.map((kind) => found.querySelector<HTMLElement>(kind)).find((one) => one !== null);
    control?.focus({ preventScroll: true });
    return;
  }
}
