"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Unplug } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { useOnline } from "@/app/_parts/use-online";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Pager } from "../../_parts/pager";
import { FlowFilterBar } from "./flow-filter-bar";
import { FlowSkeletons } from "./flow-skeletons";
import { FlowTable } from "./flow-table";
import { NoFlowsFound, NoFlowsYet } from "./no-flows";
import type { FlowActions } from "./use-flow-actions";
import { useFlowFilters } from "./use-flow-filters";

/** Calls come in while the page is open; the counts follow. */
const LOOK_AGAIN_MS = 10_000;

type FlowListProps = { actions: FlowActions; create: () => void; importFlow: () => void };

export function FlowList({ actions, create, importFlow }: FlowListProps) {
  const trpc = useTRPC();
  const used = useFlowFilters();
  const { data, error, isPending, refetch, isPlaceholderData } = useQuery({
    ...trpc.flows.list.queryOptions(used.asked),
    refetchInterval: LOOK_AGAIN_MS,
    placeholderData: keepPreviousData,
  });
  const offline = !useOnline();
  return (
    <>
      <FlowFilterBar used={used} labels={data?.labels ?? []} />
      {data && (error || offline) ? (
        <Notice tone="warn" icon={Unplug} role="status">
          {offline
            ? "You are offline: this is how the flows were. They come up to date by themselves."
            : "Not up to date: the server cannot be reached. Trying again."}
        </Notice>
      ) : null}
      <Panel flush>
        {isPending && !offline ? <FlowSkeletons /> : null}
        {isPending && offline ? (
          <ErrorState title="You are offline" retry={() => void refetch()}>
            The flows are shown as soon as the connection is back.
          </ErrorState>
        ) : null}
        {error && !data ? (
          <ErrorState title="The flows could not be loaded" retry={() => void refetch()}>
            {error.message}
          </ErrorState>
        ) : null}
        {data && data.rows.length > 0 ? (
          <FlowTable rows={data.rows} used={used} actions={actions} dimmed={isPlaceholderData} />
        ) : null}
        {data && data.rows.length === 0 ? (
          used.filtered || used.page > 1 ? (
            <NoFlowsFound archived={used.filters.archived} clear={used.clear} />
          ) : (
            <NoFlowsYet mayBuild={actions.mayBuild} create={create} importFlow={importFlow} />
          )
        ) : null}
      </Panel>
      {data ? <Pager page={used.page} size={data.pageSize} total={data.total} go={used.go} /> : null}
    </>
  );
}
