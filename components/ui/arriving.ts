"use client";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useSyncExternalStore } from "react";

/** What was done to a stand-in before the real thing came. */
export type Wish = { focus: boolean; open: boolean };

export type Arriving<Part> = {
  /** Fetches it now, not when the page is idle. */
  ask: () => void;
  /** The part, or null until it has come. */
  use: () => Part | null;
};

/**
 * A part that nobody needs before they act: it comes once the page has loaded and is idle, and so before the server may be
 * away; or at once, when asked for.
 */
export function arriving<Part>(load: () => Promise<Part>): Arriving<Part> {
  const listeners = new Set<() => void>();
  let part: Part | null = null;
  let asked = false;
  const ask = () => {
    if (asked) return;
    asked = true;
    load().then(
      (come) => {
        part = come;
        for (const tell of listeners) tell();
      },
      () => {
        // The network was away: whoever asks next tries again.
        asked = false;
      },
    );
  };
  const subscribe = (tell: () => void) => {
    listeners.add(tell);
    return () => listeners.delete(tell);
  };
  const use = () => {
    useEffect(() => (part ? undefined : whenIdle(ask)), []);
    return useSyncExternalStore(
      subscribe,
      () => part,
      () => null,
    );
  };
  return { ask, use };
}

/** For a button that stands in for one that opens something: asks for the real one, and remembers what was wished. */
export function useStandIn(ask: () => void) {
  const wish = useRef<Wish>({ focus: false, open: false });
  const open = () => {
    wish.current.open = true;
    ask();
  };
  const events = {
    onPointerEnter: ask,
    // The button under the pointer may be the real one before it is let go.
    onPointerDown: ({ button }: PointerEvent) => (button === 0 ? open() : undefined),
    onClick: open,
    onFocus() {
      wish.current.focus = true;
      ask();
    },
    onBlur() {
      wish.current.focus = false;
    },
    onKeyDown(event: KeyboardEvent) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      open();
    },
  };
  return { wish, events };
}

/** Does `work` after the page has loaded, in a moment without other work. Gives what calls it off. */
function whenIdle(work: () => void): () => void {
  const off = new AbortController();
  const idle = () => {
    // Safari knows no idle moments.
    if (!("requestIdleCallback" in window)) return void setTimeout(() => off.signal.aborted || work(), 200);
    const handle = requestIdleCallback(work, { timeout: 2000 });
    off.signal.addEventListener("abort", () => cancelIdleCallback(handle));
  };
  if (document.readyState === "complete") idle();
  else window.addEventListener("load", idle, { once: true, signal: off.signal });
  return () => off.abort();
}
