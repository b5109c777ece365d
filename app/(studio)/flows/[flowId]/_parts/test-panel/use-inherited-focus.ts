"use client";
import { type RefObject, useLayoutEffect } from "react";

/**
 * When one region replaces another that had the focus, moves the focus to the new one: to its first control, else to the
 * region. All regions share `focus`, which holds whether the last unmounted one had the focus.
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
