"use client";
import { type RefObject, useState } from "react";
import { beforeCaret, putIn, selectIn } from "./chip-dom";
import type { ChipLanguage, Offer } from "./piece";

type Open = { query: string; at: DOMRect; active: number };

/** The list that typing the opener brings up: what it offers, and putting a choice in the place of what was typed. */
export function useOffers(root: RefObject<HTMLDivElement | null>, language: ChipLanguage) {
  const [open, setOpen] = useState<Open | null>(null);
  const offers = open ? matching(language.offers, open.query) : [];

  /** Looks at what stands before the caret: opens, narrows or closes the list. */
  function look() {
    const typed = typedQuery();
    if (typed === null) return setOpen(null);
    const range = document.getSelection()?.getRangeAt(0);
    const box = range?.getBoundingClientRect() ?? new DOMRect();
    // A caret alone in a line has no box of its own in some browsers.
    const at = box.height > 0 ? box : (root.current?.getBoundingClientRect() ?? box);
    setOpen({ query: typed.query, at, active: 0 });
  }

  function typedQuery() {
    const before = root.current && beforeCaret(root.current);
    if (!before) return null;
    const from = before.text.lastIndexOf(language.opener);
    const query = before.text.slice(from + language.opener.length);
    return from >= 0 && language.query.test(query) ? { ...before, from, query: query.trim() } : null;
  }

  function choose(offer: Offer) {
    const typed = typedQuery();
    if (!typed) return;
    selectIn(typed.node, typed.from, typed.text.length);
    putIn(language.split(offer.source));
    setOpen(null);
  }

  /** True if the list took the key. */
  function key(name: string): boolean {
    if (!open || offers.length === 0) return false;
    const by = { ArrowDown: 1, ArrowUp: -1 }[name];
    const chosen = offers[open.active];
    if (by !== undefined) setOpen({ ...open, active: (open.active + by + offers.length) % offers.length });
    else if (name === "Escape") setOpen(null);
    else if ((name === "Enter" || name === "Tab") && chosen) choose(chosen);
    else return false;
    return true;
  }

  return {
    open: offers.length > 0 ? open : null,
    offers,
    look,
    choose,
    key,
    point: (active: number) => setOpen((now) => now && { ...now, active }),
    close: () => setOpen(null),
  };
}

function matching(offers: readonly Offer[], query: string): readonly Offer[] {
  const wanted = query.toLowerCase();
  return offers.filter(({ label, detail }) => `${label} ${detail}`.toLowerCase().includes(wanted));
}
