"use client";
import { type RefObject, useEffect } from "react";

/**
 * Gives the focus back to where it was before it went into a toast, when that toast goes with it. The library gives it back whenever it
 * leaves the toasts, also from a menu that was opened meanwhile, which closes it: so it is not told that a toast has had the focus.
 */
export function useToastFocus(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let before: HTMLElement | null = null;
    const off = new AbortController();
    const { signal } = off;
    const inside = (target: EventTarget | null) => target instanceof Node && element.contains(target);
    element.addEventListener(
      "focusin",
      (event) => {
        event.stopPropagation();
        if (event.relatedTarget instanceof HTMLElement && !inside(event.relatedTarget)) before = event.relatedTarget;
      },
      { signal },
    );
    element.addEventListener(
      "focusout",
      ({ relatedTarget }) => {
        if (relatedTarget && !inside(relatedTarget)) before = null;
      },
      { signal },
    );
    const gone = new MutationObserver(() => {
      if (document.activeElement !== document.body || !before?.isConnected) return;
      before.focus({ preventScroll: true });
      before = null;
    });
    gone.observe(element, { childList: true, subtree: true });
    return () => {
      off.abort();
      gone.disconnect();
    };
  }, [frame]);
}
