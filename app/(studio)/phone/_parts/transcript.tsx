"use client";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Tabs } from "@/components/ui/tabs";
import { Time } from "@/components/ui/time";
import { Documents } from "./documents";
import type { CallDocument } from "./phone-state";
import { withPrompts } from "./prompt-names";
import type { TranscriptLine } from "./transcript-line";
import { type CalledBy, useCalledBy } from "./use-called-by";

type TranscriptProps = {
  lines: TranscriptLine[];
  documents: CallDocument[];
  who: (number: string) => string;
  /** Names of prompts by the path of their recording. */
  prompts: Readonly<Record<string, string>>;
  clear: () => void;
};

/** The live transcript of all phones, call by call, and the call documents. */
export function Transcript({ lines, documents, who, prompts, clear }: TranscriptProps) {
  return (
    <section
      aria-label="Transcript"
      className="relative min-w-0 overflow-hidden rounded-card border border-line bg-panel"
    >
      <Tabs
        label="What happened"
        tabs={[
          { id: "transcript", label: "Transcript", content: <Lines lines={lines} who={who} prompts={prompts} /> },
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

function Lines({ lines, who, prompts }: Pick<TranscriptProps, "lines" | "who" | "prompts">) {
  const end = useRef<HTMLDivElement>(null);
  const count = lines.length;
  const calls = [...Map.groupBy(lines, ({ call }) => call)];
  const calledBy = useCalledBy(calls.map(([call]) => call));
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
      <div className="space-y-4">
        {calls.map(([call, spoken]) => (
          <section key={call} aria-label={`Call to ${who(spoken[0]?.number ?? "")}`}>
            <CallHeading first={spoken[0]} who={who} by={calledBy.get(call)} />
            <ol className="space-y-1.5">
              {spoken.map((line) => (
                <Line key={line.id} line={line} who={who} prompts={prompts} />
              ))}
            </ol>
          </section>
        ))}
      </div>
    </div>
  );
}

type HeadingProps = { first: TranscriptLine | undefined; who: (number: string) => string; by: CalledBy | undefined };

/** Whom the call was made to and when, with a link to its interaction. */
function CallHeading({ first, who, by }: HeadingProps) {
  if (!first) return null;
  return (
    <h3 className="mb-1.5 flex flex-wrap items-baseline gap-x-2 border-line border-b pb-1">
      <span className="font-semibold">Call to {who(first.number).toLowerCase()}</span>
      <span className="text-label text-quiet">
        <Time value={first.at} as="minute" />
      </span>
      {by ? (
        <Link href={`/interactions/${by.interaction}`} className="ml-auto text-accent-ink underline underline-offset-2">
          Interaction of {by.flow}
        </Link>
      ) : null}
    </h3>
  );
}

type LineProps = { line: TranscriptLine } & Pick<TranscriptProps, "who" | "prompts">;

function Line({ line: { at, number, by, text, bad }, who, prompts }: LineProps) {
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
        {by === "call" ? withNames(text, who) : withPrompts(text, prompts)}
      </p>
    </li>
  );
}

/** Replaces the numbers of the two phones by their roles. */
function withNames(text: string, who: (number: string) => string): string {
  return text.replace(/\+\d{7,15}/g, who);
}
