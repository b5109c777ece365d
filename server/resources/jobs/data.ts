import { withAccount } from "../../platform/db";
import type { AccountId } from "../../ports/ids";

/** A job waits to run, runs, waits to run again after a failure, or has failed for good. */
export const JOB_STATES = ["waiting", "running", "retrying", "dead"] as const;
export type JobState = (typeof JOB_STATES)[number];

type JobRow = {
  id: bigint;
  task: string;
  state: JobState;
  interaction_id: string | null;
  run_at: Date;
  created_at: Date;
  attempts: number;
  max_attempts: number;
  last_error: string | null;
  total: number;
};

type Page = { search: string; page: number; size: number };

/** One page of the account's jobs that match, dead ones first, and how many there are of each state. */
export function listJobs(account: AccountId, { state, search, page, size }: Page & { state: JobState | null }) {
  return withAccount(account, async (tx) => {
    const counted = await tx.$queryRaw<{ state: JobState; jobs: number }[]>`select * from patchcord_job_counts()`;
    const rows = await tx.$queryRaw<JobRow[]>`
      select * from patchcord_jobs(${state}, ${search}, ${size}::int, ${page * size}::int)`;
    const counts = Object.fromEntries(JOB_STATES.map((one) => [one, 0])) as Record<JobState, number>;
    for (const { state: known, jobs } of counted) counts[known] = jobs;
    const jobs = rows.map(({ id, interaction_id, run_at, created_at, max_attempts, last_error, total: _, ...row }) => ({
      ...row,
      id: String(id),
      interactionId: interaction_id,
      runAt: run_at,
      createdAt: created_at,
      maxAttempts: max_attempts,
      lastError: last_error,
    }));
    return { jobs, counts, total: rows[0]?.total ?? 0 };
  });
}

/** How many of the account's newest port calls are searched. */
const RECENT_CALLS = 5000;

type CallRow = {
  id: string;
  interactionId: string;
  port: string;
  status: string;
  result: string | null;
  tries: number;
  createdAt: Date;
  endedAt: Date | null;
  total: number;
};

/**
 * One page of the account's newest port calls that are under way, or with `failed` of those that failed. `search`: an interaction's id,
 * or a part of the code that the call ended with.
 */
export function listPortCalls(account: AccountId, { failed, search, page, size }: Page & { failed: boolean }) {
  const words = search.trim().toLowerCase();
  return withAccount(account, async (tx) => {
    const rows = await tx.$queryRaw<CallRow[]>`
      select c.id, c.interaction_id as "interactionId", c.port, c.status, c.result, c.tries, c.created_at as "createdAt",
        c.ended_at as "endedAt", (count(*) over ())::int as total
      from (select * from port_call where account_id = ${account}::uuid order by id desc limit ${RECENT_CALLS}) c
      where case when ${failed} then c.status = 'ended' and c.result not in ('ok', 'late') else c.status <> 'ended' end
        and (${words} = '' or c.interaction_id::text = ${words} or position(${words} in coalesce(c.result, '')) > 0)
      order by c.id desc limit ${size} offset ${page * size}`;
    return { calls: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
  });
}
