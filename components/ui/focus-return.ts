"use client";
import { useRef } from "react";

/**
 * Returns the focus to the element that had it before a dialog opened. The dialog library does so only for dialogs with a
 * trigger; these are opened by state.
 */
export function useFocusReturn() {
  const before = useRef<HTMLElement | null>(null);
  return {
    remember: ({ currentTarget }: Event) => {
      const { activeElement } = document;
      // The focus may be inside already when the dialog asks again: keep the element from the first time.
      if (!(activeElement instanceof HTMLElement) || (currentTarget as Node).contains(activeElement)) return;
      before.current = activeElement;
    },
    restore: (event: Event) => {
      event.preventDefault();
      before.current?.focus();
    },
  };
}
