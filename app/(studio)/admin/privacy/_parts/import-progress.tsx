"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, Download, TriangleAlert } from "lucide-react";
import { useEffect } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { downloadText } from "@/components/ui/download-text";
import { Notice } from "@/components/ui/notice";

const FOLLOW_MS = 1000;
const count = new Intl.NumberFormat("en-US");

type BadLine = { line: number; text: string; problem: string };

/** How far an import is, and which lines of its file are no numbers. It goes on when nobody looks. */
export function ImportProgress({ id }: { id: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useQuery({
    ...trpc.admin.doNotCall.readImport.queryOptions({ id }),
    refetchInterval: ({ state }) => (state.data && state.data.state !== "running" ? false : FOLLOW_MS),
  });
  const stop = useMutation(trpc.admin.doNotCall.stopImport.mutationOptions());
  const state = data?.state;
  useEffect(() => {
    if (state === "done" || state === "stopped") void queries.invalidateQueries(trpc.admin.doNotCall.list.pathFilter());
  }, [state, queries, trpc]);
  if (!data) return null;
  const { pieces, done, added, already, bad, badLines } = data;
  const sum = `${count.format(added)} added, ${count.format(already)} there already, ${count.format(bad)} left out as no number.`;
  return (
    <div role="status" className="space-y-3">
      {state === "running" ? (
        <>
          <progress
            aria-label="Read"
            className="h-2 w-full accent-accent"
            value={pieces > 0 ? done / pieces : 1}
            max={1}
          />
          <p className="text-quiet">{sum} It goes on when you close this page.</p>
          <Button size="small" disabled={stop.isPending} onClick={() => stop.mutate({ id })}>
            Stop importing
          </Button>
        </>
      ) : null}
      {state === "done" ? (
        <Notice tone="good" icon={CircleCheck}>
          {sum}
        </Notice>
      ) : null}
      {state === "stopped" ? (
        <Notice tone="warn" icon={TriangleAlert}>
          Stopped. {sum} Importing the file again goes on from there.
        </Notice>
      ) : null}
      {badLines.length > 0 && state !== "running" ? <BadLines lines={badLines} /> : null}
    </div>
  );
}

function BadLines({ lines }: { lines: BadLine[] }) {
  return (
    <div className="space-y-2">
      <ul className="max-h-32 overflow-y-auto text-label">
        {lines.slice(0, 5).map(({ line, text, problem }) => (
          <li key={line}>
            Line {line}: “{text}” {problem}.
          </li>
        ))}
      </ul>
      <Button size="small" onClick={() => downloadText("lines-that-are-no-numbers.csv", csvOf(lines), "text/csv")}>
        <Download aria-hidden /> All lines that are no numbers
      </Button>
    </div>
  );
}

function csvOf(lines: readonly BadLine[]): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return [
    "line,text,problem",
    ...lines.map(({ line, text, problem }) => [line, quoted(text), quoted(problem)].join(",")),
  ].join("\n");
}
