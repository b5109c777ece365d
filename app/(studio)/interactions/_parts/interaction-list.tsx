"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { TimePager } from "../../_parts/time-pager";
import { FilterBar } from "./filter-bar";
import { FollowMark } from "./follow-mark";
import { InteractionTable } from "./interaction-table";
import { NothingFound, NothingYet, type StartHint } from "./nothing-yet";
import { RowSkeletons } from "./row-skeletons";
import { useFilters } from "./use-filters";
import { Views } from "./views";

const FOLLOW_MS = 2000;

export function InteractionList({ start }: { start: StartHint }) {
  const trpc = useTRPC();
  const used = useFilters();
  const { asked, place, live, filtered, clear, go } = used;
  const { data, error, isPending, refetch, isPlaceholderData } = useQuery({
    ...trpc.interactions.list.queryOptions({ filters: asked, ...place }),
    refetchInterval: live ? FOLLOW_MS : false,
    placeholderData: keepPreviousData,
  });
  const query = new URLSearchParams(asked).toString();

  return (
    <>
      <PageHeader
        title="Interactions"
        lead="Every run of a flow that an API request set off, newest first."
        actions={
          <>
            <FollowMark live={live} away={Boolean(error)} />
            <Button asChild>
              <a href={`/interactions/export.csv${query && `?${query}`}`} download>
                <Download aria-hidden /> Export CSV
              </a>
            </Button>
          </>
        }
      />
      <Views />
      <FilterBar used={used} flows={data?.flows ?? []} />
      <Panel flush>
        {isPending ? <RowSkeletons /> : null}
        {error && !data ? (
          <ErrorState title="The interactions could not be loaded" retry={() => void refetch()}>
            {error.message}
          </ErrorState>
        ) : null}
        {data && data.lines.length > 0 ? <InteractionTable lines={data.lines} dimmed={isPlaceholderData} /> : null}
        {data && data.lines.length === 0 ? (
          filtered || !live ? (
            <NothingFound clear={clear} />
          ) : (
            <NothingYet start={start} />
          )
        ) : null}
      </Panel>
      {data ? <TimePager data={data} go={go} /> : null}
    </>
  );
}
