"use client";
import { CodeBlock } from "@/components/ui/code-block";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Time } from "@/components/ui/time";
import type { CallDocument } from "./phone-state";

/** The documents that the flow has sent to the carrier, the newest first. */
export function Documents({ documents, who }: { documents: CallDocument[]; who: (number: string) => string }) {
  if (documents.length === 0)
    return <p className="h-104 p-4 text-quiet">The documents that tell the carrier what to do appear here.</p>;
  return (
    <ScrollRegion label="Documents" className="h-104 space-y-3 overflow-y-auto p-3 focus-visible:-outline-offset-2">
      {documents.toReversed().map(({ id, at, number, text }) => (
        <article key={id} className="space-y-1">
          <h3 className="text-label text-quiet">
            <Time value={at} as="clock" /> · {who(number)}
          </h3>
          <CodeBlock text={text} what="document" />
        </article>
      ))}
    </ScrollRegion>
  );
}
