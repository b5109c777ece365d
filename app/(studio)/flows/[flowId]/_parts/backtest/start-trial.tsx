"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { PERIODS } from "@/app/(studio)/_parts/periods";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { canonicalZone } from "@/engine/time-zones";

type Period = (typeof PERIODS)[number]["value"];

type Props = { isRunning: boolean; onStarted: (id: string) => void };

/** Asks for the period, and has the draft tried as it is now. */
export function StartTrial({ isRunning, onStarted }: Props) {
  const { flow, sync } = useEditor();
  const { backtests } = useTRPC().flows;
  const queries = useQueryClient();
  const [period, setPeriod] = useState<Period>("7d");
  const [isSaving, setSaving] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const start = useMutation(
    backtests.start.mutationOptions({
      onSuccess: ({ id }) => {
        onStarted(id);
        return queries.invalidateQueries(backtests.list.queryFilter({ id: flow.id }));
      },
      onError: ({ message }) => setFault(message),
    }),
  );
  const begin = async () => {
    setFault(null);
    setSaving(true);
    // The draft that is tried is the server's: it must have what was typed a moment ago.
    const isSaved = (await sync?.flush()) ?? true;
    setSaving(false);
    if (!isSaved) return setFault("The draft is not saved yet, since the server cannot be reached. Try again.");
    const zone = canonicalZone(new Intl.DateTimeFormat().resolvedOptions().timeZone) ?? "UTC";
    start.mutate({ id: flow.id, scope: { period, zone } });
  };
  return (
    <div className="space-y-2">
      <div className="flex gap-2">
        <Select
          label="Calls of"
          className="min-w-0 flex-1"
          value={period}
          choices={PERIODS}
          onChange={(chosen) => setPeriod(chosen as Period)}
        />
        <Button look="primary" disabled={isSaving || start.isPending || isRunning} onClick={() => void begin()}>
          <Play aria-hidden /> {isRunning ? "Trying…" : "Try the draft"}
        </Button>
      </div>
      {fault ? (
        <p role="alert" className="text-bad text-label">
          {fault}
        </p>
      ) : null}
    </div>
  );
}
