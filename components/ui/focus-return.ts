"use client";
import { useState } from "react";

/**
 * Returns the focus to the element that had it before a dialog opened. The dialog library does so only for dialogs with a
 * trigger; these are opened by state. The element is looked up while the dialog is first rendered: a field in it may take the
 * focus before the library asks.
 */
export function useFocusReturn(open: boolean) {
  const [seen, setSeen] = useState<{ open: boolean; before: Element | null }>({ open: false, before: null });
  if (seen.open !== open) setSeen({ open, before: open ? focusedNow() : seen.before });
  return {
    restore: (event: Event) => {
      event.preventDefault();
      const { before } = seen;
      // A dialog that has opened in its place has the focus by now.
      const dialog = document.activeElement?.closest("[role=dialog], [role=alertdialog]");
      if (dialog && !dialog.contains(before)) return;
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      else if (!focusedNow()) document.querySelector("main")?.focus();
    },
  };
}

/** What has the focus; null if nothing in the page has. */
function focusedNow(): Element | null {
  if (typeof document === "undefined" || document.activeElement === document.body) return null;
  return document.activeElement;
}
