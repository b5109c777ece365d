"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Listing } from "@/components/listing/listing";
import { NoMatch } from "@/components/listing/no-match";
import { Pager } from "@/components/listing/pager";
import { FlowFilterBar } from "./flow-filter-bar";
import { FlowTable } from "./flow-table";
import { NoFlowsYet } from "./no-flows";
import type { FlowActions } from "./use-flow-actions";
import { useFlowFilters } from "./use-flow-filters";

/** Calls come in while the page is open: their counts are refetched this often. */
const REFRESH_MS = 10_000;

type FlowListProps = { actions: FlowActions; create: () => void; importFlow: () => void };

export function FlowList({ actions, create, importFlow }: FlowListProps) {
  const trpc = useTRPC();
  const filters = useFlowFilters();
  const { values, filtered, page, clear, setPage } = filters;
  const query = useQuery({
    ...trpc.flows.list.queryOptions(filters.input),
    refetchInterval: REFRESH_MS,
    placeholderData: keepPreviousData,
  });
  return (
    <Listing
      what="flows"
      query={query}
      skeleton="described"
      refreshes
      filters={<FlowFilterBar filters={filters} labels={query.data?.labels ?? []} />}
      table={({ rows }) =>
        rows.length > 0 ? (
          <FlowTable rows={rows} filters={filters} actions={actions} dimmed={query.isPlaceholderData} />
        ) : null
      }
      empty={() => <NoFlowsYet mayBuild={actions.mayBuild} create={create} importFlow={importFlow} />}
      noMatch={
        filtered || page > 1 ? (
          <NoMatch
            title={values.archived ? "Nothing archived here" : "No flow matches these filters"}
            text="Take one away, or clear them all."
            clear={clear}
          />
        ) : null
      }
      pager={({ pageSize, total }) => <Pager page={page} size={pageSize} total={total} setPage={setPage} />}
    />
  );
}
