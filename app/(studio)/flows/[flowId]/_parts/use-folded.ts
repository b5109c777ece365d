"use client";
import { useCallback, useState } from "react";

/** Below this width of the window the canvas has too little room beside two open panels. */
const WIDE_PX = 1536;

/**
 * Whether a panel of the editor is folded away; kept in local storage under `key`. Until somebody has chosen, it is open, or
 * with `whereNarrow` only where the window is wide. The editor is never rendered by the server, so the window is there.
 */
export function useFolded(key: string, whereNarrow: boolean): [boolean, (folded: boolean) => void] {
  const [folded, setFolded] = useState(() => stored(key) ?? (whereNarrow && window.innerWidth < WIDE_PX));
  const fold = useCallback(
    (next: boolean) => {
      setFolded(next);
      try {
        localStorage.setItem(key, next ? "folded" : "open");
      } catch {
        // Storage is full or not allowed: the choice then lasts until the page is closed.
      }
    },
    [key],
  );
  return [folded, fold];
}

function stored(key: string): boolean | null {
  try {
    const value = localStorage.getItem(key);
    return value === null ? null : value === "folded";
  } catch {
    return null;
  }
}
