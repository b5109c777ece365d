"use client";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Tabs } from "@/components/ui/tabs";
import { Time } from "@/components/ui/time";
import { Documents } from "./documents";
import type { CallDocument } from "./phone-state";
import type { TranscriptLine } from "./transcript-line";

type TranscriptProps = {
  lines: TranscriptLine[];
  documents: CallDocument[];
  who: (number: string) => string;
  clear: () => void;
};

/** The live transcript of all phones, and the call documents. */
export function Transcript({ lines, documents, who, clear }: TranscriptProps) {
  return (
    <section
      aria-label="Transcript"
      className="relative min-w-0 overflow-hidden rounded-card border border-line bg-panel"
    >
      <Tabs
        label="What happened"
        tabs={[
          { id: "transcript", label: "Transcript", content: <Lines lines={lines} who={who} /> },
          {
            id: "documents",
            label: `Documents (${documents.length})`,
            content: <Documents documents={documents} who={who} />,
          },
        ]}
      />
      <Button
        look="ghost"
        size="small"
        className="absolute top-1.5 right-2"
        disabled={lines.length === 0}
        onClick={clear}
      >
        Clear
      </Button>
    </section>
  );
}

function Lines({ lines, who }: Pick<TranscriptProps, "lines" | "who">) {
  const end = useRef<HTMLDivElement>(null);
  const count = lines.length;
  useEffect(() => {
    const frame = end.current;
    if (count > 0 && frame) frame.scrollTop = frame.scrollHeight;
  }, [count]);
  return (
    <div
      ref={end}
      role="log"
      aria-label="Transcript"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1).
      tabIndex={0}
      className="h-104 overflow-y-auto p-3 focus-visible:-outline-offset-2"
    >
      {count === 0 ? <p className="p-1 text-quiet">Nothing has happened yet. Ring the phones to begin.</p> : null}
      <ol className="space-y-1.5">
        {lines.map((line) => (
          <Line key={line.id} line={line} who={who} />
        ))}
      </ol>
    </div>
  );
}

function Line({ line: { at, number, by, text, bad }, who }: { line: TranscriptLine; who: (number: string) => string }) {
  const name = who(number);
  return (
    <li className="flex animate-appear items-baseline gap-3">
      <span className="shrink-0 text-label text-quiet">
        <Time value={at} as="clock" />
      </span>
      <p className={classNames("min-w-0 break-words", by === "call" && "text-quiet", bad && "text-bad")}>
        <span className="font-medium">
          {by === "flow" ? `Flow to ${name.toLowerCase()}:` : by === "person" ? `${name}:` : name}
        </span>{" "}
        {by === "call" ? withNames(text, who) : text}
      </p>
    </li>
  );
}

/** Replaces the numbers of the two phones by their roles. */
function withNames(text: string, who: (number: string) => string): string {
  return text.replace(/\+\d{7,15}/g, who);
}
