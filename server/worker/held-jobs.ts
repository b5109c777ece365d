import type { WorkerEvents } from "graphile-worker";

/** The ids of the jobs that a worker has been given and has neither finished nor returned, kept up to date by its events. */
export function heldJobs(events: WorkerEvents): ReadonlySet<string> {
  const held = new Set<string>();
  events.on("localQueue:getJobs:complete", ({ jobs }) => {
    for (const { id } of jobs) held.add(id);
  });
  events.on("localQueue:returnJobs", ({ jobs }) => {
    for (const { id } of jobs) held.delete(id);
  });
  events.on("job:complete", ({ job }) => held.delete(job.id));
  return held;
}
