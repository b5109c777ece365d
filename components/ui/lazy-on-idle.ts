"use client";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useSyncExternalStore } from "react";

/** What the user did to a placeholder before the real component was loaded. */
export type PendingAction = { focus: boolean; open: boolean };

type LazyPart<Part> = {
  /** Loads the part now, instead of when the page is idle. */
  load: () => void;
  /** The part, or null until it is loaded. */
  use: () => Part | null;
};

/**
 * A part that is not needed before the user acts. It loads when the page has loaded and is idle (so that it is there if the
 * network fails later), or at once by `load`.
 */
export function lazyOnIdle<Part>(fetchPart: () => Promise<Part>): LazyPart<Part> {
  const listeners = new Set<() => void>();
  let part: Part | null = null;
  let loading = false;
  const load = () => {
    if (loading) return;
    loading = true;
    fetchPart().then(
      (loaded) => {
        part = loaded;
        for (const listener of listeners) listener();
      },
      () => {
        // The network failed: the next call of `load` tries again.
        loading = false;
      },
    );
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const use = () => {
    useEffect(() => (part ? undefined : whenIdle(load)), []);
    return useSyncExternalStore(
      subscribe,
      () => part,
      () => null,
    );
  };
  return { load, use };
}

/** Events for a placeholder button: they load the real component and record what it has to do once it is there. */
export function usePlaceholder(load: () => void) {
  const pendingAction = useRef<PendingAction>({ focus: false, open: false });
  const open = () => {
    pendingAction.current.open = true;
    load();
  };
  const events = {
    onPointerEnter: load,
    // On pointer down, not only on click: the real component may replace the placeholder before the button is released.
    onPointerDown: ({ button }: PointerEvent) => (button === 0 ? open() : undefined),
    onClick: open,
    onFocus() {
      pendingAction.current.focus = true;
      load();
    },
    onBlur() {
      pendingAction.current.focus = false;
    },
    onKeyDown(event: KeyboardEvent) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      open();
    },
  };
  return { pendingAction, events };
}

/** Runs `work` once the page has loaded and the browser is idle. Returns a function that cancels it. */
function whenIdle(work: () => void): () => void {
  const cancel = new AbortController();
  const schedule = () => {
    // Safari has no requestIdleCallback.
    if (!("requestIdleCallback" in window)) return void setTimeout(() => cancel.signal.aborted || work(), 200);
    const handle = requestIdleCallback(work, { timeout: 2000 });
    cancel.signal.addEventListener("abort", () => cancelIdleCallback(handle));
  };
  if (document.readyState === "complete") schedule();
  else window.addEventListener("load", schedule, { once: true, signal: cancel.signal });
  return () => cancel.abort();
}
