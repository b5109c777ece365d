import { Volume2 } from "lucide-react";
import { Mono } from "@/components/ui/mono";
import type { Verb } from "@/engine/contract";
import { masked } from "./secrets";
import { type VerbLine, verbLines } from "./verb-lines";

const NONE: readonly string[] = [];

/** What a call document makes the contact hear or do, a line each, without the `secrets`. */
export function VerbList({ verbs, secrets = NONE }: { verbs: readonly Verb[]; secrets?: readonly string[] }) {
  return verbLines(verbs).map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a document never move.
    <Line key={index} line={line} secrets={secrets} />
  ));
}

function Line({ line, secrets }: { line: VerbLine; secrets: readonly string[] }) {
  const text = masked(line.text, secrets);
  return (
    <p className="flex items-start gap-1.5">
      {line.kind === "spoken" ? <Volume2 aria-hidden className="mt-0.5 size-3.5 shrink-0 text-quiet" /> : null}
      <span className="min-w-0 break-words">
        {line.kind === "spoken" ? `“${text}”` : text}
        {line.detail ? (
          <Mono className="ml-1.5 inline-block max-w-full break-all text-quiet">{masked(line.detail, secrets)}</Mono>
        ) : null}
      </span>
    </p>
  );
}
