"use client";
import { useState } from "react";

/** Sentences that are shown before the rest is folded away. */
const SHOWN = 2;

/** A help text; of more than two sentences the rest is behind a button. */
export function HelpText({ text }: { text: string }) {
  const [open, setOpen] = useState(false);
  const sentences = text.split(/(?<=[.!?])\s+(?=\p{Lu})/u);
  if (sentences.length <= SHOWN) return text;
  return (
    <>
      {(open ? sentences : sentences.slice(0, SHOWN)).join(" ")}{" "}
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="rounded-tag font-medium text-accent-ink underline-offset-2 hover:underline"
      >
        {open ? "Less" : "More"}
      </button>
    </>
  );
}
