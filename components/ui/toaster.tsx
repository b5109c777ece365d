"use client";
import type { ExternalToast, toast as make } from "sonner";
import { lazyOnIdle } from "./lazy-on-idle";

type Make = typeof make;
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

/** What shows them: 10 KiB that a page can be shown without. */
const toasts = lazyOnIdle(() => import("./toasts"));

export function Toaster() {
  const parts = toasts.use();
  return parts ? <parts.Toasts onReady={onReady} /> : null;
}
