"use client";
import type { ExternalToast, toast as make } from "sonner";
import { lazyOnIdle } from "./lazy-on-idle";

type Make = typeof make;
type Kind = "message" | "success" | "error" | "warning" | "loading";

const { promise: ready, resolve: onReady } = Promise.withResolvers<Make>();
let count = 0;

/** Makes a toast of one kind. Toasts made before the library is loaded wait for it. */
function makeToast(kind: Kind) {
  return (text: string, options?: ExternalToast): number | string => {
    count += 1;
    const id = options?.id ?? `toast-${count}`;
    void ready.then((make) => make[kind](text, { ...options, id }));
    return id;
  };
}

/** Shows a toast and returns its id; a toast with the same id replaces it. */
export const toast = Object.assign(makeToast("message"), {
  success: makeToast("success"),
  error: makeToast("error"),
  warning: makeToast("warning"),
  loading: makeToast("loading"),
});

/** The toast library is 10 KiB, which the first paint does not need. */
const toasts = lazyOnIdle(() => import("./toasts"));

export function Toaster() {
  const parts = toasts.use();
  return parts ? <parts.Toasts onReady={onReady} /> : null;
}
