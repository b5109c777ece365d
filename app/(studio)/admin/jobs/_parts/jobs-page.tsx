"use client";
import { PageHeader } from "@/components/ui/page-header";
import { SearchField } from "@/components/ui/search-field";
import { Segmented } from "@/components/ui/segmented";
import { JobList } from "./job-list";
import { PortCallList } from "./port-call-list";
import { useJobsPlace, type View } from "./use-jobs-place";

const KINDS = [
  { value: "jobs", label: "Jobs" },
  { value: "calls", label: "Port calls" },
] as const;

/** The account's background work: what waits, what runs and what has failed. */
export function JobsPage() {
  const place = useJobsPlace();
  const ofCalls = place.view === "calls" || place.view === "failed_calls";
  return (
    <>
      <PageHeader
        title="Jobs"
        lead="Work in the background: calls to be placed or ended, services that flows ask. What failed for good waits here until you decide."
      />
      <search aria-label="Search jobs" className="flex flex-wrap items-center gap-2">
        <Segmented
          aria-label="What to show"
          value={ofCalls ? "calls" : "jobs"}
          choices={KINDS}
          onChange={(kind) => place.setView((kind === "calls" ? "calls" : "all") satisfies View)}
        />
        <SearchField
          label="Interaction id or error"
          value={place.search}
          onChange={place.setSearch}
          className="w-full sm:w-72"
        />
      </search>
      {ofCalls ? <PortCallList place={place} /> : <JobList place={place} />}
    </>
  );
}
