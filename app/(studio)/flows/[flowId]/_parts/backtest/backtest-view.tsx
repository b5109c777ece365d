"use client";
import { useQuery } from "@tanstack/react-query";
import { Rewind, X } from "lucide-react";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { useTRPC } from "@/app/_parts/trpc";
import { useEditor } from "@/components/editor/session/editor-context";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { DifferentCalls } from "./different-calls";
import { Findings } from "./findings";
import { StartTrial } from "./start-trial";
import { TrialChoice } from "./trial-choice";

const PLACE = { trial: parseAsString, difference: parseAsInteger };
const FOLLOW_MS = 1000;

/** Tries the draft on the calls of the past, and shows what it would have made of them. Replaces the canvas. */
export function BacktestView({ onClose }: { onClose: () => void }) {
  const { flow, may } = useEditor();
  const { backtests } = useTRPC().flows;
  const [place, setPlace] = useQueryStates(PLACE);
  const list = useQuery(backtests.list.queryOptions({ id: flow.id }));
  const id = place.trial ?? list.data?.[0]?.id ?? null;
  const trial = useQuery({
    ...backtests.get.queryOptions({ backtest: id ?? "" }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data?.state === "running" ? FOLLOW_MS : false),
  });
  const group = trial.data?.groups.find(({ nth }) => nth === place.difference) ?? trial.data?.groups[0];
  const close = () => {
    void setPlace(null);
    onClose();
  };
  return (
    <div className="grid min-h-0 flex-1 max-md:overflow-y-auto md:grid-cols-[22rem_minmax(0,1fr)]">
      <section
        aria-label="Try the draft on past calls"
        className="flex min-h-0 flex-col border-line border-r bg-panel max-md:border-b"
      >
        <header className="flex items-center justify-between border-line border-b py-1.5 pr-2 pl-4">
          <h2 className="font-semibold">Try on past calls</h2>
          <IconButton label="Back to the draft" onClick={close}>
            <X aria-hidden />
          </IconButton>
        </header>
        <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4">
          {may.edit && !flow.archived ? (
            <StartTrial
              isRunning={trial.data?.state === "running"}
              onStarted={(started) => void setPlace({ trial: started, difference: null })}
            />
          ) : null}
          <TrialChoice
            trials={list.data ?? []}
            shown={id}
            onShow={(shown) => void setPlace({ trial: shown, difference: null })}
          />
          {trial.data ? (
            <Findings
              trial={trial.data}
              shown={group?.nth ?? null}
              onShow={(nth) => void setPlace({ difference: nth })}
            />
          ) : (list.error ?? trial.error) ? (
            <ErrorState
              title="What was found could not be loaded"
              retry={() => void Promise.all([list.refetch(), ...(id === null ? [] : [trial.refetch()])])}
            >
              {(list.error ?? trial.error)?.message}
            </ErrorState>
          ) : list.isPending || id !== null ? (
            <div className="space-y-3">
              <Loading what="what was found" />
              <Skeleton />
              <Skeleton />
            </div>
          ) : null}
        </div>
      </section>
      {trial.data && group ? (
        <DifferentCalls key={`${trial.data.id} ${group.nth}`} trial={trial.data} group={group} />
      ) : (
        <Nothing found={trial.data?.state === "done"} />
      )}
    </div>
  );
}

function Nothing({ found }: { found: boolean }) {
  if (found)
    return (
      <EmptyState icon={Rewind} title="The draft changes nothing for these calls">
        <p>Each would have gone the same way to the same end.</p>
      </EmptyState>
    );
  return (
    <EmptyState icon={Rewind} title="What would the draft have made of the calls that were?">
      <p>
        The recorded calls of a period are run through the draft: what people pressed, what services answered, when
        somebody hung up. Nobody is called, and nothing is asked again. Calls that would have gone another way are shown
        here, each beside what it was.
      </p>
    </EmptyState>
  );
}
