"use client";
import { useRef } from "react";

/** Stable React keys for list items without ids. A key moves with its item, and so do the focus and half-typed text. */
export function useItemKeys(length: number) {
  const keys = useRef<number[]>([]);
  const next = useRef(0);
  const fresh = () => next.current++;
  while (keys.current.length < length) keys.current.push(fresh());
  keys.current.length = length;
  return {
    keys: keys.current,
    insert: (at: number) => keys.current.splice(at, 0, fresh()),
    remove: (at: number) => keys.current.splice(at, 1),
    move: (from: number, to: number) => keys.current.splice(to, 0, ...keys.current.splice(from, 1)),
  };
}
