"use client";
import { type RefObject, useState } from "react";
import { beforeCaret, putIn, selectIn } from "./chip-dom";
import type { ChipLanguage, Offer } from "./piece";

type Open = { query: string; at: DOMRect; active: number };

/** The list of offers that typing the opener opens. A chosen offer replaces the opener and the typed query. */
export function useOffers(root: RefObject<HTMLDivElement | null>, language: ChipLanguage) {
  const [open, setOpen] = useState<Open | null>(null);
  const offers = open ? matching(language.offers, open.query) : [];

  /** Opens, narrows or closes the list by the text before the caret. */
  function update() {
    const typed = typedQuery();
    if (typed === null) return setOpen(null);
    const range = document.getSelection()?.getRangeAt(0);
    const box = range?.getBoundingClientRect() ?? new DOMRect();
    // In some browsers a caret on an empty line has no box.
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

  /** Handles a key while the list is open. True if it did. */
  function onKey(name: string): boolean {
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
    update,
    choose,
    onKey,
    setActive: (active: number) => setOpen((now) => now && { ...now, active }),
    close: () => setOpen(null),
  };
}

function matching(offers: readonly Offer[], query: string): readonly Offer[] {
  const wanted = query.toLowerCase();
  return offers.filter(({ label, detail }) => `${label} ${detail}`.toLowerCase().includes(wanted));
}
