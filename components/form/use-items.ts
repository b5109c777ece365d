"use client";
import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { useItemKeys } from "./item-keys";

const FIRST_FIELD = ":is(input:not([aria-hidden]), textarea, [contenteditable=true], [role=combobox])";

type ItemsProps<Item> = {
  items: readonly Item[];
  /** What one is called: "Agent". */
  title: string;
  /** With no more than so many left none can be removed. */
  least?: number;
  /** The list with a new item at its end. */
  longer: () => readonly Item[];
  write: (next: readonly Item[], also?: unknown) => void;
};

type Target = { item: number; part: string } | "add" | HTMLElement;

/**
 * What can be done to things in an order; focus stays with what was done, and it is said aloud (`said`). `list` goes on the
 * element around them, `data-item` with its place on each, `data-remove` and `data-add` on the buttons that do that.
 */
export function useItems<Item>({ items, title, least = 0, longer, write }: ItemsProps<Item>) {
  const keyed = useItemKeys(items.length);
  const root = useRef<HTMLElement | null>(null);
  const focusNext = useRef<Target | null>(null);
  const [said, setSaid] = useState("");
  const ref = useCallback((element: HTMLElement | null) => {
    root.current = element;
  }, []);

  // A moved element loses the focus, a removed one leaves none, a new one wants it.
  useLayoutEffect(() => {
    const next = focusNext.current;
    focusNext.current = null;
    if (next && root.current) found(root.current, next)?.focus();
  });

  return {
    list: { ref, "data-items": "" },
    keys: keyed.keys,
    said,
    change: (at: number, next: Item, also?: unknown) => write(items.with(at, next), also),
    add: () => {
      keyed.insert(items.length);
      focusNext.current = { item: items.length, part: FIRST_FIELD };
      write(longer());
    },
    remove: (at: number) => {
      keyed.remove(at);
      const left = items.length - 1;
      focusNext.current = left > least ? { item: Math.min(at, left - 1), part: "[data-remove]" } : "add";
      setSaid(`${title} ${at + 1} removed`);
      write(items.toSpliced(at, 1));
    },
    move: (at: number, to: number) => {
      const moved = items[at];
      if (moved === undefined || to < 0 || to >= items.length) return;
      focusNext.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      keyed.move(at, to);
      setSaid(`${title} ${at + 1} moved to ${to + 1} of ${items.length}`);
      write(items.toSpliced(at, 1).toSpliced(to, 0, moved));
    },
  };
}

function found(root: HTMLElement, target: Target): HTMLElement | null | undefined {
  if (target instanceof HTMLElement) return target;
  if (target === "add") return own(root, "[data-add]");
  return own(root, `[data-item="${target.item}"]`)?.querySelector<HTMLElement>(target.part);
}

/** Of this list, not of one inside an item. */
function own(root: HTMLElement, selector: string): HTMLElement | undefined {
  return [...root.querySelectorAll<HTMLElement>(selector)].find((one) => one.closest("[data-items]") === root);
}
