"use client";
import { useLayoutEffect, useRef, useState } from "react";
import { blankOf, newItem } from "./blank";
import type { ListField } from "./field-model";
import type { FieldProps } from "./form-context";
import { useItemKeys } from "./item-keys";

/** Of this list, not of one inside an item. */
const OWN = ":scope > ";
const FIRST_FIELD = ":is(input:not([aria-hidden]), textarea, [contenteditable=true], [role=combobox])";

/** A list's items and what can be done to them; focus stays with what was done, and it is said aloud. */
export function useList({ field, value, onChange }: FieldProps<ListField>) {
  const held = value ?? field.fallback;
  const items: readonly unknown[] = Array.isArray(held) ? held : field.bare ? [held] : [];
  const keyed = useItemKeys(items.length);
  const root = useRef<HTMLFieldSetElement & HTMLDivElement>(null);
  const focusNext = useRef<HTMLElement | string | null>(null);
  const [said, setSaid] = useState("");
  const itemTitle = field.item.meta.title ?? "Item";

  // A moved element loses the focus, a removed one leaves none, a new one wants it.
  useLayoutEffect(() => {
    const next = focusNext.current;
    focusNext.current = null;
    if (typeof next === "string") root.current?.querySelector<HTMLElement>(next)?.focus();
    else next?.focus();
  });

  function write(next: readonly unknown[], also?: unknown) {
    if (next.length === 0 && field.optional) return onChange(undefined, also);
    onChange(field.bare && next.length === 1 ? next[0] : next, also);
  }
  return {
    root,
    items,
    keys: keyed.keys,
    said,
    itemTitle,
    change: (at: number, next: unknown, also?: unknown) => write(items.with(at, next), also),
    add: () => {
      keyed.insert(items.length);
      focusNext.current = `${OWN}[data-item="${items.length}"] ${FIRST_FIELD}`;
      write([...items.map((item) => item ?? blankOf(field.item)), newItem(field.item, items)]);
    },
    remove: (at: number) => {
      keyed.remove(at);
      const left = items.length - 1;
      const near = Math.min(at, left - 1);
      focusNext.current =
        left > field.min && !(field.bare && left === 1)
          ? `${OWN}[data-item="${near}"] [data-remove]`
          : `${OWN}[data-add]`;
      setSaid(`${itemTitle} ${at + 1} removed`);
      write(items.toSpliced(at, 1));
    },
    move: (at: number, to: number) => {
      if (to < 0 || to >= items.length) return;
      focusNext.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      keyed.move(at, to);
      setSaid(`${itemTitle} ${at + 1} moved to ${to + 1} of ${items.length}`);
      write(items.toSpliced(at, 1).toSpliced(to, 0, items[at]));
    },
  };
}
