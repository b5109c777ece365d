"use client";
import { type RefObject, useLayoutEffect } from "react";

/**
 * Hands the focus on from a region that goes to the one that comes in its place: to its first control, else to the
 * region itself. `focus` holds whether the one that went had it.
 */
export function useInheritedFocus(region: RefObject<HTMLElement | null>, focus: RefObject<boolean>): void {
  useLayoutEffect(() => {
    const here = region.current;
    if (focus.current) (here?.querySelector<HTMLElement>("input, textarea, button") ?? here)?.focus();
    return () => {
      focus.current = here?.contains(document.activeElement) ?? false;
    };
  }, [region, focus]);
}
