"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CheckCheck } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Listing } from "@/components/listing/listing";
import { NoMatch } from "@/components/listing/no-match";
import { Pager } from "@/components/listing/pager";
import { EmptyState } from "@/components/ui/empty-state";
import { Segmented } from "@/components/ui/segmented";
import type { JobCounts, JobRow } from "./job";
import { JobTable } from "./job-table";
import { RemoveJob } from "./remove-job";
import type { useJobsPlace, View } from "./use-jobs-place";
import { useRetryJob } from "./use-retry-job";

const REFRESH_MS = 3000;

const STATES = ["waiting", "running", "retrying", "dead"] as const;
const WORDS = { waiting: "Waiting", running: "Running", retrying: "Retrying", dead: "Failed" } as const;

function choices(counts: JobCounts | undefined) {
  const total = counts ? STATES.reduce((sum, state) => sum + counts[state], 0) : null;
  const label = (word: string, count: number | null | undefined) => (
    <>
      {word} <span className="tabular hidden font-normal sm:inline">{count ?? ""}</span>
    </>
  );
  return [
    { value: "all", label: label("All", total) },
    ...STATES.map((value) => ({ value, label: label(WORDS[value], counts?.[value]) })),
  ];
}

export function JobList({ place }: { place: ReturnType<typeof useJobsPlace> }) {
  const trpc = useTRPC();
  const { view, search, page, input } = place;
  const [removing, remove] = useState<JobRow | null>(null);
  const retry = useRetryJob();
  const state = STATES.find((one) => one === view) ?? null;
  const query = useQuery({
    ...trpc.admin.jobs.list.queryOptions({ ...input, state }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <>
      <Listing
        what="jobs"
        query={query}
        refreshes
        filters={
          <Segmented
            aria-label="State"
            value={view}
            choices={choices(query.data?.counts)}
            onChange={(next) => place.setView(next as View)}
            className="w-fit max-w-full"
          />
        }
        table={({ jobs }) =>
          jobs.length > 0 ? (
            <JobTable jobs={jobs} dimmed={query.isPlaceholderData} retry={retry} remove={remove} />
          ) : null
        }
        empty={() => (
          <EmptyState icon={CheckCheck} title="Nothing is waiting">
            <p>Everything there was to do is done. Jobs show here while they wait, run, or have failed.</p>
          </EmptyState>
        )}
        noMatch={
          search || page > 1 || state ? (
            <NoMatch
              title={state && !search ? "No job is like that just now" : "No job matches"}
              action="Show all jobs"
              clear={place.clear}
            />
          ) : null
        }
        pager={({ size, total }) => <Pager page={page} size={size} total={total} setPage={place.setPage} />}
      />
      {removing ? <RemoveJob job={removing} close={() => remove(null)} /> : null}
    </>
  );
}
