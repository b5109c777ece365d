"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { Listing } from "@/components/listing/listing";
import { NoMatch } from "@/components/listing/no-match";
import { TimePager } from "@/components/listing/time-pager";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { ColumnsButton } from "./columns/columns-button";
import { useColumns } from "./columns/use-columns";
import { InteractionFilterBar } from "./filter-bar";
import { FollowMark } from "./follow-mark";
import { InteractionTable } from "./interaction-table";
import { NothingYet, type StartHint } from "./nothing-yet";
import { OfReport } from "./of-report";
import { useFilters } from "./use-filters";
import { Views } from "./views";

const FOLLOW_MS = 2000;

export function InteractionList({ start, mayChoose }: { start: StartHint; mayChoose: boolean }) {
  const trpc = useTRPC();
  const { columns } = useColumns();
  const filters = useFilters();
  const { values, input, place, live, filtered, clear, setFilters, setPlace } = filters;
  const query = useQuery({
    ...trpc.interactions.list.queryOptions({ filters: input, columns, ...place }),
    refetchInterval: live ? FOLLOW_MS : false,
    placeholderData: keepPreviousData,
  });
  const search = new URLSearchParams({ ...input, ...(columns ? { columns: columns.join() } : {}) }).toString();

  return (
    <>
      <PageHeader
        title="Interactions"
        lead="Every run of a flow that an API request set off, newest first."
        actions={
          <>
            <FollowMark live={live} away={Boolean(query.error)} />
            <ColumnsButton mayChoose={mayChoose} />
            <Button asChild>
              <a href={`/interactions/export.csv${search && `?${search}`}`} download>
                <Download aria-hidden /> Export CSV
              </a>
            </Button>
          </>
        }
      />
      <Views />
      <OfReport filters={values} />
      <Listing
        what="interactions"
        query={query}
        skeleton="dense"
        filters={<InteractionFilterBar filters={filters} flows={query.data?.flows ?? []} />}
        table={({ lines, variables }) =>
          lines.length > 0 ? (
            <InteractionTable lines={lines} variables={variables} dimmed={query.isPlaceholderData} />
          ) : null
        }
        empty={() => <NothingYet start={start} />}
        noMatch={
          filtered || !live ? (
            query.data?.understood === false ? (
              <NoMatch
                title={`“${values.search}” is no number and no id`}
                text="Type a part of the contact's number, or paste an interaction's id."
                action="Clear the search"
                clear={() => setFilters({ search: null })}
              />
            ) : (
              <NoMatch title="Nothing matches these filters" text="Take one away, or clear them all." clear={clear} />
            )
          ) : null
        }
        pager={(data) => <TimePager data={data} setPlace={setPlace} />}
      />
    </>
  );
}
