import pg from "pg";
import { pool, query } from "../platform/db";
import { env } from "../platform/env";
import { log } from "../platform/log";
import { processSingleton } from "../platform/process-singleton";
import type { Job } from "../ports/store";

/** Jobs committed within this long of each other share one wake-up. */
const GATHER_MS = 2;

/**
 * Tells the workers that a job was committed. Apart from the commit and shared between commits: PostgreSQL takes one
 * lock for all transactions that notify until they are durable, which would make accepts queue behind each other. A
 * wake-up that is lost with its process costs a poll interval, never a job.
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

/** Puts a job into the queue, and tells the workers. One of the same key that waits already is replaced. */
export async function enqueue({ task, payload, key }: Job): Promise<void> {
  await query("enqueue", "select patchcord_enqueue($1, $2, now(), $3)", [task, JSON.stringify(payload), key]);
  wakeWorkers();
}

/** A worker silent for this long is dead; its jobs are freed (the queue itself would wait four hours). */
const SILENT_SECONDS = 10;

/** A worker says it lives, and frees the jobs of those that do not. */
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

/** A worker that stops in order takes its heartbeat back, and is not missed by those after it. */
export async function endHeartbeat(id: string): Promise<void> {
  await query("end_heartbeat", "delete from worker_heartbeat where id = $1", [id]);
}

/** Jobs that could run now and are not, or are running. */
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
