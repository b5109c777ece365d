"use client";
import { type FocusEvent, type KeyboardEvent, type SyntheticEvent, useMemo, useRef, useState } from "react";

const OPENS_A_LIST = new Set(["Enter", " ", "ArrowDown", "ArrowUp"]);

type Errors = ReadonlyMap<string, string>;
type Value = Readonly<Record<string, unknown>>;

/**
 * Keeps back the errors of fields that are empty until somebody has typed in them, or opened their list, and left them so: before that
 * such a field is not wrong, it is not filled in. A field that had the focus when the form opened has not been touched by that.
 * `missing` has their paths, whether they are shown or not. With `quiet` off, every error shows at once.
 */
export function useQuietErrors(errors: Errors, value: Value, quiet: boolean) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const missing = useMemo(
    () => new Set(quiet ? [...errors.keys()].filter((path) => isEmpty(valueAt(value, path))) : []),
    [errors, value, quiet],
  );
  const shown = useMemo(
    () => new Map([...errors].filter(([path]) => !missing.has(path) || [...left].some((one) => isSame(one, path)))),
    [errors, missing, left],
  );

  const touched = useRef(new Set<string>());
  const touch = ({ target, currentTarget }: SyntheticEvent) => {
    const path = currentTarget.contains(target as Node) ? pathAround(target) : undefined;
    if (path !== undefined) touched.current.add(path);
  };
  const touchList = (event: SyntheticEvent) => {
    if ((event.target as Element).closest("[role=combobox]")) touch(event);
  };
  const handlers = {
    onInput: touch,
    // A list that opens where it is pressed gets no click.
    onPointerDown: (event: SyntheticEvent) => touchList(event),
    onKeyDownCapture: (event: KeyboardEvent) => {
      if (OPENS_A_LIST.has(event.key)) touchList(event);
    },
    onBlur: ({ target, relatedTarget, currentTarget }: FocusEvent) => {
      if (!currentTarget.contains(target)) return;
      const path = pathAround(target);
      if (path === undefined || left.has(path) || !touched.current.has(path)) return;
      // The list of a field's choices is elsewhere in the page; whoever is in it has not left the field.
      const field = target.closest("[data-field]");
      const stays =
        field?.contains(relatedTarget) ||
        relatedTarget?.closest("[role=dialog], [role=listbox]") ||
        !document.hasFocus();
      if (!stays) setLeft(new Set([...left, path]));
    },
  };
  return { shown, missing, handlers: quiet ? handlers : {} };
}

const pathAround = (target: EventTarget) => (target as Element).closest<HTMLElement>("[data-field]")?.dataset.field;

const isSame = (one: string, other: string) =>
  one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);

const isEmpty = (value: unknown) => value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

function valueAt(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (at, key) =>
        typeof at === "object" && at !== null && Object.hasOwn(at, key)
          ? (at as Record<string, unknown>)[key]
          : undefined,
      value,
    );
}
