"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "@/app/_parts/trpc";
import { numberLines } from "@/components/number-file/number-lines";

/** How far a file is sent, and then the id of the import that a job reads it by. `part`: 0 to 1. */
export type Sending =
  | { state: "sending"; part: number }
  | { state: "sent"; id: string }
  | { state: "failed"; fault: string };

/** Sends a file of numbers piece by piece, and has it imported in the background. A file that was not sent whole changes nothing. */
export function useImport() {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const stopped = useRef(false);

  async function run(file: File, reason: string) {
    stopped.current = false;
    setSending({ state: "sending", part: 0 });
    try {
      const { id } = await client.admin.doNotCall.beginImport.mutate({ reason });
      let nth = 0;
      for await (const { lines, read } of numberLines(file)) {
        if (stopped.current) break;
        await client.admin.doNotCall.importPiece.mutate({ id, nth, lines });
        nth += 1;
        setSending({ state: "sending", part: file.size > 0 ? read / file.size : 1 });
      }
      if (stopped.current) {
        await client.admin.doNotCall.stopImport.mutate({ id });
        setSending({ state: "failed", fault: "Stopped: no number of the file was added." });
        return;
      }
      await client.admin.doNotCall.runImport.mutate({ id });
      setSending({ state: "sent", id });
      await queries.invalidateQueries(trpc.admin.doNotCall.imports.pathFilter());
    } catch (error) {
      setSending({ state: "failed", fault: error instanceof Error ? error.message : "The file could not be read." });
    }
  }

  function stop() {
    stopped.current = true;
  }

  return { sending, run, stop };
}
