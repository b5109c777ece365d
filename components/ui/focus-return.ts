"use client";
import { useRef } from "react";

/**
 * Gives the focus back to what had it before a window opened. The library does so only for windows that have a trigger of
 * their own; ours are opened by state.
 */
export function useFocusReturn() {
  const before = useRef<HTMLElement | null>(null);
  return {
    remember: () => {
      before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    },
    giveBack: (event: Event) => {
      event.preventDefault();
      before.current?.focus();
    },
  };
}
