import { EventEmitter } from "node:events";
import { Logger, type RunnerOptions, run, type WorkerEvents } from "graphile-worker";
import { log } from "../platform/log";
import { backlog, endHeartbeat, heartbeat, workerPool } from "../storage/queue";
import { runtime } from "../wiring";
import { workOffDue } from "./due";
import { every } from "./every";
import { tasks } from "./tasks";

const CONCURRENCY = 16;
const POLL_MS = 1000;
const DUE_MS = 1000;
const HEARTBEAT_MS = 2000;
const BACKLOG_MS = 100;

export type Worker = { stop: () => Promise<void> };

/** Starts a worker: jobs as they come, deadlines every second, a heartbeat every two. Any number may run at once. */
export async function startWorker(onJob: () => void = () => undefined): Promise<Worker> {
  const pgPool = workerPool();
  const events = new EventEmitter() as WorkerEvents;
  const poolId = new Promise<string>((resolve) =>
    events.once("pool:create", ({ workerPool: made }) => resolve(made.id)),
  );
  events.on("job:complete", onJob);
  const runner = await run({ ...options(), pgPool, events });
  const id = await poolId;
  const beat = every(HEARTBEAT_MS, () => heartbeat(id));
  const due = every(DUE_MS, () => workOffDue());
  const dialling = runtime().dispatch.startDialling(onJob);
  return {
    stop: async () => {
      await dialling.stop();
      await Promise.all([beat.stop(), due.stop(), runner.stop()]);
      // A database that is away is no reason not to stop: the others will find the worker silent.
      await endHeartbeat(id).catch(() => undefined);
      await pgPool.end();
    },
  };
}

/**
 * Works off what is due, for at most `seconds`: the same worker, for hosts without a long-lived process. Says how many
 * jobs and deadlines it did, and how many jobs are left.
 */
export async function workFor(seconds: number): Promise<{ jobs: number; deadlines: number; left: number }> {
  const until = Date.now() + seconds * 1000;
  let jobs = 0;
  const worker = await startWorker(() => {
    jobs += 1;
  });
  const deadlines = await workOffDue(() => Date.now() < until);
  while (Date.now() < until && (await backlog()) > 0) await new Promise((resolve) => setTimeout(resolve, BACKLOG_MS));
  await worker.stop();
  // The host may freeze the process once it has answered.
  await runtime().dispatch.ended(Math.max(0, until - Date.now()));
  return { jobs, deadlines, left: await backlog() };
}

function options(): RunnerOptions {
  const logger = new Logger(() => (level, message) => (level === "error" ? log.error(message) : log.debug(message)));
  return {
    taskList: tasks,
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger,
    // Fetching and completing jobs in batches spares a write transaction or two of every call.
    preset: {
      worker: { localQueue: { size: CONCURRENCY, ttl: 30_000 }, completeJobBatchDelay: 5, failJobBatchDelay: 5 },
    },
  };
}
