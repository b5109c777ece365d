"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Unplug } from "lucide-react";
import { type ReactNode, useMemo, useRef } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import type { CanvasHandle } from "@/components/canvas/flow-canvas";
import { countedSteps } from "@/components/editor/calls/counted-steps";
import { useEditor } from "@/components/editor/session/editor-context";
import { registry } from "@/components/flow/registry";
import { classNames } from "@/components/ui/class-names";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { Draft } from "@/engine/edit/draft";
import { CallsCanvas } from "./calls-canvas";
import { CallsChoice } from "./calls-choice";
import { CallsSummary } from "./calls-summary";
import type { PublishedVersion } from "./flow-calls";
import { LiveState } from "./live-now";
import { StepTable } from "./step-table";
import { useLiveCalls } from "./use-live-calls";
import type { ShownCalls } from "./use-shown-calls";

/** How old the figures of a page that stays open may be. */
const AGAIN_MS = 10_000;

type Props = {
  header: ReactNode;
  shown: ShownCalls;
  version: PublishedVersion;
  versions: readonly PublishedVersion[];
};

/** The figures of a version's calls: on the canvas, and the same in a table. */
export function VersionCalls({ header, shown, version, versions }: Props) {
  const { flow } = useEditor();
  const { flows } = useTRPC();
  const canvas = useRef<CanvasHandle>(null);
  const { scope, chosen, show } = shown;
  const document = useQuery({
    ...flows.version.queryOptions({ id: flow.id, version: version.id }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const calls = useQuery({
    ...flows.calls.queryOptions({ id: flow.id, version: version.id, scope }),
    ...{ refetchInterval: AGAIN_MS, placeholderData: keepPreviousData },
  });
  const live = useLiveCalls(flow.id, version.id);
  const definition = document.data?.document as Draft | undefined;
  const steps = useMemo(
    () => (definition && calls.data ? countedSteps(registry, definition, calls.data) : null),
    [definition, calls.data],
  );
  const error = document.error ?? calls.error;
  return (
    <div className="grid min-h-0 flex-1 max-md:auto-rows-max max-md:overflow-y-auto md:grid-cols-[26rem_minmax(0,1fr)]">
      <section aria-label="Calls" className="flex flex-col border-line border-r bg-panel max-md:border-b md:min-h-0">
        {header}
        <div className="md:min-h-0 md:flex-1 md:overflow-y-auto">
          <div className="space-y-3 p-4">
            <CallsChoice shown={shown} version={version} versions={versions} />
            {calls.data && error ? (
              <Notice tone="warn" icon={Unplug} role="status">
                Not up to date: the server cannot be reached. Trying again.
              </Notice>
            ) : null}
            {calls.data ? <CallsSummary calls={calls.data} version={version.number} /> : null}
            <LiveState live={live} />
          </div>
          {steps && calls.data ? (
            <div
              className={classNames("border-line border-t transition-opacity", calls.isPlaceholderData && "opacity-60")}
            >
              <StepTable
                steps={steps}
                live={live}
                calls={calls.data}
                source={{ flow: flow.id, version: version.id }}
                chosen={chosen}
                onChoose={(exit) => show(exit ?? { step: null, exit: null })}
                onShow={(step) => canvas.current?.reveal(step)}
              />
            </div>
          ) : error ? (
            <ErrorState
              title="The figures could not be loaded"
              retry={() => void Promise.all([document.refetch(), calls.refetch()])}
            >
              {error.message}
            </ErrorState>
          ) : (
            <div className="space-y-3 p-4">
              <Loading what="the figures" />
              <Skeleton />
              <Skeleton />
              <Skeleton />
            </div>
          )}
        </div>
      </section>
      <div className="relative max-md:h-96 md:min-h-0">
        {definition && steps ? (
          <CallsCanvas
            ref={canvas}
            key={shown.onDraft ? "draft" : version.id}
            onDraft={shown.onDraft}
            version={definition}
            steps={steps}
            live={live}
            chosen={chosen}
            onChoose={(exit) => show(exit)}
          />
        ) : null}
      </div>
    </div>
  );
}
