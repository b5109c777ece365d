"use client";
import { useEffect } from "react";
import { counterpartIn, focusable, tabStops } from "./tab-stops";

/** Where the focus was when its control went: the place that it left in the page. */
type Gap = { parent: Node; lost: Element; next: Node | null; previous: Node | null };

/**
 * Keeps the focus in the page. When the control that has it goes away (a deleted row, a closed panel, another page), the
 * browser would leave the focus on the body, and the next Tab would begin at the top. It goes to the same control of the next
 * row instead, else of the row before, else to what is left of the place around it.
 */
export function FocusKeeper() {
  useEffect(() => {
    const off = new AbortController();
    const keeper = keepFocus();
    // Before the toasts, which keep the event from their library.
    document.addEventListener("focusin", keeper.onFocus, { signal: off.signal, capture: true });
    document.addEventListener("focusout", keeper.onBlur, { signal: off.signal });
    if (document.activeElement instanceof HTMLElement) keeper.hold(document.activeElement);
    return () => {
      off.abort();
      keeper.end();
    };
  }, []);
  return null;
}

function keepFocus() {
  let held: HTMLElement | null = null;
  let path = location.pathname;
  let gap: Gap | null = null;
  const observer = new MutationObserver((records) => {
    for (const { target, removedNodes, nextSibling, previousSibling } of records)
      for (const lost of removedNodes)
        if (lost instanceof Element && held && lost.contains(held))
          gap = { parent: target, lost, next: nextSibling, previous: previousSibling };
    if (gap) land();
  });

  function hold(element: HTMLElement): void {
    observer.disconnect();
    gap = null;
    held = element === document.body ? null : element;
    path = location.pathname;
    if (!held) return;
    // Only the ancestors' own children: what else changes in the page, such as a canvas that moves, costs nothing.
    for (let node: Node | null = held.parentNode; node; node = node.parentNode)
      observer.observe(node, { childList: true });
  }

  /** After what is under way: a dialog that closes returns the focus by itself, and a page focuses its field. */
  const land = () =>
    setTimeout(() => {
      if (!held || !isLost()) return;
      const target = location.pathname === path && gap ? neighbourOf(gap, held) : around(held);
      target?.focus({ preventScroll: true });
      target?.scrollIntoView({ block: "nearest" });
    });

  return {
    hold,
    onFocus: ({ target }: FocusEvent) => void (target instanceof HTMLElement && hold(target)),
    /** The control may have been switched off or hidden; one that is still usable was left on purpose, by a click elsewhere. */
    onBlur({ relatedTarget }: FocusEvent): void {
      if (relatedTarget) return;
      setTimeout(() => {
        if (!held || !isLost() || gap) return;
        if (held.isConnected && focusable(held)) hold(document.body);
        else land();
      });
    },
    end: () => observer.disconnect(),
  };
}

const isLost = () => document.activeElement === null || document.activeElement === document.body;

/** The same control of the next row, else of the row before, else what is left around the gap. */
function neighbourOf({ parent, lost, next, previous }: Gap, held: HTMLElement): HTMLElement | null {
  for (const row of [...rowsFrom(next, "nextSibling"), ...rowsFrom(previous, "previousSibling")]) {
    const same = counterpartIn(row, lost, held);
    if (same) return same;
  }
  return parent.isConnected && parent instanceof HTMLElement ? around(parent) : around(null);
}

function* rowsFrom(start: Node | null, towards: "nextSibling" | "previousSibling") {
  for (let node = start; node?.isConnected; node = node[towards]) if (node instanceof HTMLElement) yield node;
}

/** The first tab stop of the nearest part of the page around `start` that has one; at last the dialog's or the page's content itself. */
function around(start: HTMLElement | null): HTMLElement | null {
  for (let node = start; node && node !== document.body; node = node.parentElement) {
    if (!node.isConnected) continue;
    if (node.matches("main, [role=dialog], [role=alertdialog]")) return node;
    const [first] = tabStops(node);
    if (first) return first;
  }
  return document.querySelector<HTMLElement>("[role=dialog], [role=alertdialog]") ?? document.querySelector("main");
}
