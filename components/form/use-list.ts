"use client";
import { blankOf, newItem } from "./blank";
import type { ListField } from "./field-model";
import type { FieldProps } from "./form-context";
import { useItems } from "./use-items";

/** The items of a list field, and the actions on them. */
export function useList({ field, value, onChange }: FieldProps<ListField>) {
  const current = value ?? field.fallback;
  const items: readonly unknown[] = Array.isArray(current) ? current : field.bare ? [current] : [];
  const itemTitle = field.item.meta.title ?? "Item";
  const done = useItems({
    items,
    title: itemTitle,
    minLength: field.bare ? Math.max(field.min, 1) : field.min,
    withNewItem: () => [...items.map((item) => item ?? blankOf(field.item)), newItem(field.item, items)],
    write: (next, also) => {
      if (next.length === 0 && field.optional) return onChange(undefined, also);
      onChange(field.bare && next.length === 1 ? next[0] : next, also);
    },
  });
  return { ...done, items, itemTitle };
}
