"use client";
import { type ReactNode, Suspense, useEffect, useLayoutEffect, useState } from "react";

/** What was typed while a search was loading; `entered` if Enter came after the text. */
export type TypedAhead = { text: string; entered: boolean };

type SearchLoadingProps = { close: () => void; children: (typed: TypedAhead) => ReactNode };

/** A search that may still have to load. Keys meanwhile belong to it: they are neither lost nor taken for shortcuts. */
export function SearchLoading({ close, children }: SearchLoadingProps) {
  const [typed] = useState<TypedAhead>(() => ({ text: "", entered: false }));
  return <Suspense fallback={<KeysMeanwhile typed={typed} close={close} />}>{children(typed)}</Suspense>;
}

function KeysMeanwhile({ typed, close }: { typed: TypedAhead; close: () => void }) {
  useLayoutEffect(() => {
    const keep = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape") close();
      else if (event.key === "Enter") typed.entered = true;
      else if (event.key === "Backspace") typed.text = typed.text.slice(0, -1);
      else if (event.key.length === 1) typed.text += event.key;
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener("keydown", keep, true);
    return () => window.removeEventListener("keydown", keep, true);
  }, [typed, close]);
  return null;
}

/** The list marks its first match within this time after it has been searched. */
const SETTLED_MS = 50;

/** Calls `enter` once the list has been searched for what was typed ahead, where Enter was pressed after it. */
export function useEnteredAhead(typed: TypedAhead | undefined, searched: string, marked: string, enter: () => void) {
  useEffect(() => {
    if (!typed?.entered || searched !== typed.text || marked === "") return;
    const timer = setTimeout(() => {
      typed.entered = false;
      enter();
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [typed, searched, marked, enter]);
}
