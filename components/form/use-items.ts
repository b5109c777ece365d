"use client";
import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { useItemKeys } from "./item-keys";

const FIRST_FIELD = ":is(input:not([aria-hidden]), textarea, [contenteditable=true], [role=combobox])";

type ItemsProps<Item> = {
  items: readonly Item[];
  /** The name of one item: "Agent". */
  title: string;
  /** The list cannot get shorter than this. */
  minLength?: number;
  /** The list with a new item at its end. */
  withNewItem: () => readonly Item[];
  write: (next: readonly Item[], also?: unknown) => void;
};

type Target = { item: number; part: string } | "add" | HTMLElement;

/**
 * Adds, changes, removes and moves the items of a list. The focus follows the item, and `announcement` is a text for screen
 * readers. Put `list` on the element around the items, `data-item` with its index on each item, and `data-remove` and
 * `data-add` on the buttons.
 */
export function useItems<Item>({ items, title, minLength: least = 0, withNewItem: longer, write }: ItemsProps<Item>) {
  const keyed = useItemKeys(items.length);
  const root = useRef<HTMLElement | null>(null);
  const focusNext = useRef<Target | null>(null);
  const [announcement, setAnnouncement] = useState("");
  const ref = useCallback((element: HTMLElement | null) => {
    root.current = element;
  }, []);

  // A moved element loses the focus, a removed one takes it along, and a new one shall get it.
  useLayoutEffect(() => {
    const next = focusNext.current;
    focusNext.current = null;
    if (next && root.current) found(root.current, next)?.focus();
  });

  return {
    list: { ref, "data-items": "" },
    keys: keyed.keys,
    announcement,
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
      setAnnouncement(`${title} ${at + 1} removed`);
      write(items.toSpliced(at, 1));
    },
    move: (at: number, to: number) => {
      const moved = items[at];
      if (moved === undefined || to < 0 || to >= items.length) return;
      focusNext.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      keyed.move(at, to);
      setAnnouncement(`${title} ${at + 1} moved to ${to + 1} of ${items.length}`);
      write(items.toSpliced(at, 1).toSpliced(to, 0, moved));
    },
  };
}

function found(root: HTMLElement, target: Target): HTMLElement | null | undefined {
  if (target instanceof HTMLElement) return target;
  if (target === "add") return own(root, "[data-add]");
  return own(root, `[data-item="${target.item}"]`)?.querySelector<HTMLElement>(target.part);
}

/** Finds an element of this list, not of a list inside one of its items. */
function own(root: HTMLElement, selector: string): HTMLElement | undefined {
  return [...root.querySelectorAll<HTMLElement>(selector)].find((one) => one.closest("[data-items]") === root);
}
