import pg from "pg";
import { pool, query } from "../platform/db";
import { env } from "../platform/env";
import { log } from "../platform/log";
import { processSingleton } from "../platform/process-singleton";
import type { Job } from "../ports/interaction";

/** Jobs committed within this long of each other share one wake-up. */
const GATHER_MS = 2;

/**
 * Wakes the workers after a job was committed. It is no part of the commit, and commits share it: PostgreSQL holds one lock
 * for all transactions that notify until they are durable, so accepts would queue behind each other. If the process dies
 * before it notifies, the workers find the job at their next poll.
 */
export function wakeWorkers(): void {
  const state = processSingleton("wake", () => ({ timer: null as NodeJS.Timeout | null, count: 0 }));
  state.count += 1;
  state.timer ??= setTimeout(() => {
    const payload = JSON.stringify({ r: Math.random(), count: state.count });
    state.timer = null;
    state.count = 0;
    pool()
      .query("select pg_notify('jobs:insert', $1)", [payload])
      .catch(() => undefined);
  }, GATHER_MS);
}

/** Adds a job and wakes the workers. A waiting job with the same key is replaced. */
export async function enqueue({ task, payload, key }: Job): Promise<void> {
  await query("enqueue", "select patchcord_enqueue($1, $2, now(), $3)", [task, JSON.stringify(payload), key]);
  wakeWorkers();
}

/** After so long without a heartbeat a worker counts as dead and its jobs are freed; the queue itself would wait four hours. */
const SILENT_SECONDS = 10;

/** Writes this worker's heartbeat, and frees the jobs of workers whose heartbeats have stopped. */
export async function heartbeat(id: string): Promise<void> {
  const [row] = await query<{ silent: string[] | null }>(
    "heartbeat",
    "select patchcord_heartbeat($1, make_interval(secs => $2)) as silent",
    [id, SILENT_SECONDS],
  );
  if (!row?.silent) return;
  log.warn({ workers: row.silent }, "freed the jobs of workers that went silent");
  wakeWorkers();
}

/** So long a job may be on its way to the worker that the queue gave it to. */
const ON_ITS_WAY_SECONDS = 10;

/** Frees the jobs that the queue gave to this worker and that it does not have (`held`: ids of those it has): the answer was lost. */
export async function freeLostJobs(id: string, held: string[]): Promise<void> {
  const [row] = await query<{ freed: number }>(
    "free_lost_jobs",
    "select patchcord_free_lost_jobs($1, $2, make_interval(secs => $3)) as freed",
    [id, held, ON_ITS_WAY_SECONDS],
  );
  if (!row?.freed) return;
  log.warn({ jobs: row.freed }, "freed jobs whose way to this worker was cut");
  wakeWorkers();
}

/** Deletes the heartbeat of a worker that stops in order, so that no other takes it for dead. */
export async function endHeartbeat(id: string): Promise<void> {
  await query("end_heartbeat", "select patchcord_end_heartbeat($1)", [id]);
}

/** How many jobs are due or running. */
export async function backlog(): Promise<number> {
  const [row] = await query<{ jobs: number }>(
    "backlog",
    "select count(*)::int as jobs from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts",
    [],
  );
  return row?.jobs ?? 0;
}

/** The worker's own connections, so that a burst of jobs never starves webhooks. */
export function workerPool(): pg.Pool {
  const made = new pg.Pool({ connectionString: env().DATABASE_URL, max: 4, application_name: "patchcord-worker" });
  made.on("error", (error) => log.warn({ err: error }, "worker lost a database connection"));
  made.on("connect", (client) => client.on("error", () => undefined));
  return made;
}
