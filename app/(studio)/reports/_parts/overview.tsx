"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Unplug } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { Charts } from "./charts";
import { Figures } from "./figures";
import { SavedViews } from "./saved-views";
import { ScopeBar } from "./scope-bar";
import { useScope } from "./use-scope";
import { Views } from "./views";

/** How old the figures of a page that stays open may be. */
const AGAIN_MS = 10_000;

export function OverviewPage() {
  const trpc = useTRPC();
  const scoped = useScope();
  const { scope, zone } = scoped;
  const asked = { enabled: zone !== null, refetchInterval: AGAIN_MS, placeholderData: keepPreviousData };
  const overview = useQuery({ ...trpc.reports.overview.queryOptions(scope), ...asked });
  const durations = useQuery({ ...trpc.reports.durations.queryOptions(scope), ...asked });
  return (
    <>
      <PageHeader
        title="Reports"
        lead="What came of the interactions of a period, against the period before. Every figure opens its interactions."
        actions={<SavedViews page="overview" />}
      />
      <Views />
      <ScopeBar scoped={scoped} />
      {overview.data ? (
        <>
          {overview.error ? (
            <Notice tone="warn" icon={Unplug} role="status">
              Not up to date: {overview.error.message}
            </Notice>
          ) : null}
          <Figures overview={overview.data} durations={durations.data ?? null} scope={scope} />
          <Charts overview={overview.data} scope={scope} />
        </>
      ) : overview.error ? (
        <Panel>
          <ErrorState title="The report could not be made" retry={() => void overview.refetch()}>
            {overview.error.message}
          </ErrorState>
        </Panel>
      ) : (
        <Panel>
          <Loading what="report" />
          <Skeleton className="h-40 w-full" />
        </Panel>
      )}
    </>
  );
}
