"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CheckCheck, Clock, LoaderCircle, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTRPC } from "@/app/_parts/trpc";
import { Listing } from "@/components/listing/listing";
import { NoMatch } from "@/components/listing/no-match";
import { Pager } from "@/components/listing/pager";
import { Badge, Status } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { Segmented } from "@/components/ui/segmented";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { faultLabel, type PortCallRow, portLabel } from "./job";
import type { useJobsPlace, View } from "./use-jobs-place";

const REFRESH_MS = 3000;

const CHOICES = [
  { value: "calls", label: "Under way" },
  { value: "failed_calls", label: "Failed" },
];

/** The requests that steps made to services. A failed one cannot be retried: its step has already received the failure and gone on. */
export function PortCallList({ place }: { place: ReturnType<typeof useJobsPlace> }) {
  const trpc = useTRPC();
  const { view, search, page, input } = place;
  const failed = view === "failed_calls";
  const query = useQuery({
    ...trpc.admin.jobs.portCalls.queryOptions({ ...input, failed }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <Listing
      what="port calls"
      query={query}
      refreshes
      filters={
        <Segmented
          aria-label="State"
          value={view}
          choices={CHOICES}
          onChange={(next) => place.setView(next as View)}
          className="w-fit max-w-full"
        />
      }
      table={({ calls }) =>
        calls.length > 0 ? <PortCallTable calls={calls} dimmed={query.isPlaceholderData} /> : null
      }
      empty={() => (
        <EmptyState icon={CheckCheck} title={failed ? "No port call has failed" : "No port call is under way"}>
          <p>
            {failed
              ? "Actions, functions, queries and calendars that failed for a step show here, with their error."
              : "Actions, functions, queries and calendars that a step waits for show here."}
          </p>
        </EmptyState>
      )}
      noMatch={
        search || page > 1 ? <NoMatch title="No port call matches" action="Show all jobs" clear={place.clear} /> : null
      }
      pager={({ size, total }) => <Pager page={page} size={size} total={total} setPage={place.setPage} />}
    />
  );
}

function PortCallTable({ calls, dimmed }: { calls: PortCallRow[]; dimmed: boolean }) {
  return (
    <Table label="Port calls" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <Head>Asked</Head>
          <Head>State</Head>
          <Head className="hidden text-right md:table-cell">Tries</Head>
          <Head className="hidden md:table-cell">Began</Head>
          <Head className="hidden lg:table-cell">Ended</Head>
        </tr>
      </thead>
      <tbody>
        {calls.map(({ id, interactionId, port, status, result, tries, createdAt, endedAt }) => (
          <Row key={id}>
            <Cell>
              <p className="font-medium">{portLabel(port)}</p>
              <Link
                href={`/interactions/${interactionId}`}
                className="text-accent-ink text-label underline underline-offset-2"
              >
                Interaction
              </Link>
            </Cell>
            <Cell>
              <PortCallState status={status} result={result} />
            </Cell>
            <Cell className="tabular hidden text-right md:table-cell">{tries}</Cell>
            <Cell className="hidden md:table-cell">
              <Time value={createdAt} />
            </Cell>
            <Cell className="hidden lg:table-cell">{endedAt ? <Time value={endedAt} /> : null}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function PortCallState({ status, result }: { status: string; result: string | null }) {
  if (status === "ended")
    return (
      <div className="flex flex-col items-start gap-0.5">
        <Badge tone="bad" icon={TriangleAlert}>
          Failed
        </Badge>
        {result ? <span className="whitespace-normal text-label text-quiet">{faultLabel(result)}</span> : null}
      </div>
    );
  return status === "running" ? (
    <Status tone="live" icon={LoaderCircle}>
      Running
    </Status>
  ) : (
    <Status tone="off" icon={Clock}>
      Waiting
    </Status>
  );
}
