"use client";
import { Check, Copy, CopyX } from "lucide-react";
import { useEffect, useState } from "react";
import { copyText, NOT_COPIED } from "./copy-text";
import { IconButton } from "./icon-button";

const SHOWN_MS = { copied: 1600, refused: 5000 };

/** Copies `text`. `what` is part of the label: "Copy interaction id". */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [outcome, setOutcome] = useState<keyof typeof SHOWN_MS | null>(null);
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS[outcome]);
    return () => clearTimeout(timer);
  }, [outcome]);
  return (
    <>
      <IconButton
        label={outcome === "refused" ? NOT_COPIED : `Copy ${what}`}
        className="!size-6 [&_svg]:size-3.5"
        onClick={() =>
          void copyText(text).then(
            () => setOutcome("copied"),
            () => setOutcome("refused"),
          )
        }
      >
        {outcome === null ? <Copy aria-hidden /> : null}
        {outcome === "copied" ? <Check aria-hidden className="text-good" /> : null}
        {outcome === "refused" ? <CopyX aria-hidden className="text-bad" /> : null}
      </IconButton>
      <span role="status" className="sr-only">
        {outcome === "copied" ? "Copied" : ""}
        {outcome === "refused" ? NOT_COPIED : ""}
      </span>
    </>
  );
}
