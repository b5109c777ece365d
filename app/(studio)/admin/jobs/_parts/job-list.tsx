"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CheckCheck, SearchX } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Segmented } from "@/components/ui/segmented";
import { Pager } from "../../../_parts/pager";
import { Listing } from "../../_parts/listing";
import { JobTable } from "./job-table";
import { RemoveJob } from "./remove-job";
import type { JobCounts, JobRow } from "./shown";
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
  const { view, search, page, asked } = place;
  const [removing, remove] = useState<JobRow | null>(null);
  const retry = useRetryJob();
  const state = STATES.find((one) => one === view) ?? null;
  const query = useQuery({
    ...trpc.admin.jobs.list.queryOptions({ ...asked, state }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  return (
    <>
      <Segmented
        aria-label="State"
        value={view}
        choices={choices(query.data?.counts)}
        onChange={(next) => place.look(next as View)}
        className="w-fit max-w-full"
      />
      <Listing what="jobs" query={query}>
        {({ jobs }) =>
          jobs.length > 0 ? (
            <JobTable jobs={jobs} dimmed={query.isPlaceholderData} retry={retry} remove={remove} />
          ) : search || page > 1 || state ? (
            <EmptyState icon={SearchX} title={state && !search ? "No job is like that just now" : "No job matches"}>
              <Button onClick={place.clear}>Show all jobs</Button>
            </EmptyState>
          ) : (
            <EmptyState icon={CheckCheck} title="Nothing is waiting">
              <p>Everything there was to do is done. Jobs show here while they wait, run, or have failed.</p>
            </EmptyState>
          )
        }
      </Listing>
      {query.data ? <Pager page={page} {...query.data} go={place.go} /> : null}
      {removing ? <RemoveJob job={removing} close={() => remove(null)} /> : null}
    </>
  );
}
