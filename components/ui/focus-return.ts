"use client";
import { useRef } from "react";

/**
 * Gives the focus back to what had it before a window opened. The library does so only for windows that have a trigger of
 * their own; ours are opened by state.
 */
export function useFocusReturn() {
  const before = useRef<HTMLElement | null>(null);
  return {
    remember: ({ currentTarget }: Event) => {
      const { activeElement } = document;
      // Asked again with the focus already inside: what had it before is known.
      if (!(activeElement instanceof HTMLElement) || (currentTarget as Node).contains(activeElement)) return;
      before.current = activeElement;
    },
    giveBack: (event: Event) => {
      event.preventDefault();
      before.current?.focus();
    },
  };
}
