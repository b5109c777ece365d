"use client";
import { useMutation } from "@tanstack/react-query";
import { Code } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { masked } from "@/components/editor/test/secrets";
import { VerbList } from "@/components/editor/test/verb-list";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { Skeleton } from "@/components/ui/skeleton";
import type { PlayedDocument } from "@/engine/simulate";

/** What the caller hears, as text, and a button that shows the TwiML document for the carrier. */
export function CallDocument({ heard, secrets }: { heard: PlayedDocument; secrets: readonly string[] }) {
  const trpc = useTRPC();
  const twiml = useMutation(trpc.flows.twiml.mutationOptions());
  const [open, setOpen] = useState(false);
  const load = () => twiml.mutate({ verbs: heard.verbs });
  return (
    <div className="space-y-1.5 rounded-control bg-well px-2.5 py-2">
      <VerbList verbs={heard.verbs} secrets={secrets} />
      <Button
        look="ghost"
        size="small"
        className="-ml-2"
        aria-expanded={open}
        onClick={() => {
          if (!open && !twiml.data) load();
          setOpen(!open);
        }}
      >
        <Code aria-hidden /> {open ? "Hide TwiML" : "Show TwiML"}
      </Button>
      {!open ? null : twiml.data ? (
        <CodeBlock text={masked(indented(twiml.data.document), secrets)} what="document" />
      ) : twiml.error ? (
        <p role="alert" className="text-bad text-label">
          The document cannot be shown: {twiml.error.message}{" "}
          <Button size="small" onClick={load}>
            Try again
          </Button>
        </p>
      ) : (
        <Skeleton className="h-16" />
      )}
    </div>
  );
}

/** The document with one element on each line, for a narrow panel. */
function indented(document: string): string {
  let depth = 0;
  return document
    .replace(/></g, ">\n<")
    .split("\n")
    .map((line) => {
      if (line.startsWith("</")) depth -= 1;
      const indentedLine = `${"  ".repeat(Math.max(0, depth))}${line}`;
      if (/^<[^/?!]/.test(line) && !line.includes("</") && !line.endsWith("/>")) depth += 1;
      return indentedLine;
    })
    .join("\n");
}
