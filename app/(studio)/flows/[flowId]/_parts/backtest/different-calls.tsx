"use client";
import { useQuery } from "@tanstack/react-query";
import { BookmarkPlus, ChevronLeft, ChevronRight, ExternalLink } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { Loading } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { type Backtest, callsText, type Group } from "./backtest";
import { KeepDialog } from "./keep-dialog";
import { TwoWays } from "./two-ways";

/** The calls that have one difference, one at a time: what each was, and what the draft makes of it. */
export function DifferentCalls({ trial, group }: { trial: Backtest; group: Group }) {
  const { may } = useEditor();
  const { backtests } = useTRPC().flows;
  const [before, setBefore] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const [keeps, setKeeps] = useState(false);
  const calls = useQuery(backtests.calls.queryOptions({ backtest: trial.id, nth: group.nth, before }));
  const call = calls.data?.rows[at];
  const isLast = at + 1 >= (calls.data?.rows.length ?? 0);
  const next = () => {
    if (!isLast) return setAt(at + 1);
    setBefore(call?.id ?? null);
    setAt(0);
  };
  const previous = () => {
    if (at > 0) return setAt(at - 1);
    setBefore(null);
    setAt(0);
  };
  return (
    <section aria-label="Calls with this difference" className="flex min-h-0 min-w-0 flex-col">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-panel px-4 py-1.5">
        <h3 className="min-w-0 flex-1 font-semibold">{group.message}</h3>
        {call ? (
          <div className="flex items-center gap-1">
            <IconButton label="Later call" aria-disabled={at === 0 && before === null} onClick={previous}>
              <ChevronLeft aria-hidden />
            </IconButton>
            <span aria-live="polite" className="text-label text-quiet">
              <Time value={call.startedAt} as="minute" />, version {call.version}
            </span>
            <IconButton
              label="Earlier call"
              aria-disabled={isLast && !calls.data?.more}
              onClick={() => (isLast && !calls.data?.more ? undefined : next())}
            >
              <ChevronRight aria-hidden />
            </IconButton>
            <Button asChild look="ghost">
              <Link href={`/interactions/${call.id}`}>
                <ExternalLink aria-hidden /> Interaction
              </Link>
            </Button>
            {may.edit ? (
              <Button onClick={() => setKeeps(true)}>
                <BookmarkPlus aria-hidden /> Keep as a flow test
              </Button>
            ) : null}
          </div>
        ) : null}
      </header>
      {call ? (
        <TwoWays key={call.id} backtest={trial.id} interaction={call.id} number={call.version} />
      ) : calls.error ? (
        <ErrorState title="The calls could not be loaded" retry={() => void calls.refetch()}>
          {calls.error.message}
        </ErrorState>
      ) : calls.data ? (
        <p className="p-4 text-quiet">
          Of {callsText(group.number)} none is kept any more: they were deleted since, as the account's settings say.
        </p>
      ) : (
        <Loading what="the calls" />
      )}
      {keeps && call ? <KeepDialog backtest={trial.id} interaction={call.id} close={() => setKeeps(false)} /> : null}
    </section>
  );
}
