"use client";
import { type ComponentType, useEffect, useState } from "react";
import type { ExternalToast } from "sonner";
import type { Toasts as ToastsType } from "./toasts";

type ToastsProps = Parameters<typeof ToastsType>[0];
type Make = Parameters<ToastsProps["onReady"]>[0];
type Kind = "message" | "success" | "error" | "warning" | "loading";

const { promise: ready, resolve: onReady } = Promise.withResolvers<Make>();
let count = 0;

/** What is said before there is anybody to show it waits. */
function say(kind: Kind) {
  return (text: string, options?: ExternalToast): number | string => {
    count += 1;
    const id = options?.id ?? `toast-${count}`;
    void ready.then((make) => make[kind](text, { ...options, id }));
    return id;
  };
}

/** Says what happened. Gives the toast's id, by which another one takes its place. */
export const toast = Object.assign(say("message"), {
  success: say("success"),
  error: say("error"),
  warning: say("warning"),
  loading: say("loading"),
});

/** Toasts are for later: what shows them (10 KiB) comes when the page is there and idle, and so before the server may be away. */
export function Toaster() {
  const [Toasts, setToasts] = useState<ComponentType<ToastsProps> | null>(null);
  useEffect(
    () =>
      whenIdle(() => {
        void import("./toasts").then((part) => setToasts(() => part.Toasts));
      }),
    [],
  );
  return Toasts ? <Toasts onReady={onReady} /> : null;
}

/** Does `work` after the page has loaded, in a moment without other work. Gives what calls it off. */
function whenIdle(work: () => void): () => void {
  const off = new AbortController();
  const idle = () => {
    if (!("requestIdleCallback" in window)) return void setTimeout(() => off.signal.aborted || work(), 200);
    const handle = requestIdleCallback(work, { timeout: 2000 });
    off.signal.addEventListener("abort", () => cancelIdleCallback(handle));
  };
  if (document.readyState === "complete") idle();
  else window.addEventListener("load", idle, { once: true, signal: off.signal });
  return () => off.abort();
}
