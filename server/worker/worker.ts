import { EventEmitter } from "node:events";
import { type Job, type LogFunctionFactory, Logger, type RunnerOptions, run, type WorkerEvents } from "graphile-worker";
import { log } from "../platform/log";
import { backlog, endHeartbeat, freeLostJobs, heartbeat, workerPool } from "../storage/queue";
import { runtime } from "../wiring";
import { startAlerts } from "./alerts";
import { handleDue } from "./due";
import { heldJobs } from "./held-jobs";
import { factProjector } from "./project-facts";
import { repeat } from "./repeat";
import { tasks } from "./tasks";
import { startWebhooks } from "./webhooks";

const CONCURRENCY = 16;
const POLL_MS = 1000;
const DEADLINE_POLL_MS = 1000;
const HEARTBEAT_MS = 2000;
const LOST_JOBS_MS = 10_000;
const PROJECT_MS = 1000;
const BACKLOG_POLL_MS = 100;

export type Worker = { stop: () => Promise<void> };

/** Starts a worker: takes jobs as they come, handles deadlines and follows the logs every second, delivers webhooks, checks alerts, writes a heartbeat every two. Any number may run at once. */
export async function startWorker(onJob: () => void = () => undefined): Promise<Worker> {
  const pgPool = workerPool();
  const events = new EventEmitter() as WorkerEvents;
  const poolId = new Promise<string>((resolve) =>
    events.once("pool:create", ({ workerPool: made }) => resolve(made.id)),
  );
  events.on("job:complete", onJob);
  const held = heldJobs(events);
  const runner = await run({ ...options(), pgPool, events });
  const id = await poolId;
  const heartbeats = repeat(HEARTBEAT_MS, () => heartbeat(id));
  const lost = repeat(LOST_JOBS_MS, () => freeLostJobs(id, [...held]));
  const due = repeat(DEADLINE_POLL_MS, () => handleDue());
  const webhooks = startWebhooks();
  const alerts = startAlerts();
  const facts = repeat(PROJECT_MS, factProjector());
  const dialling = runtime().dispatch.startDialling(onJob);
  return {
    stop: async () => {
      await dialling.stop();
      await Promise.all([heartbeats, lost, due, facts, webhooks, alerts, runner].map((part) => part.stop()));
      // A database that is away is no reason not to stop: the others will find the worker silent.
      await endHeartbeat(id).catch(() => undefined);
      await pgPool.end();
    },
  };
}

/**
 * Runs a worker for at most `seconds` or until nothing is due, for hosts without a long-lived process. Returns how many jobs and
 * deadlines it handled, and how many jobs are left.
 */
export async function workFor(seconds: number): Promise<{ jobs: number; deadlines: number; left: number }> {
  const until = Date.now() + seconds * 1000;
  let jobs = 0;
  const worker = await startWorker(() => {
    jobs += 1;
  });
  const deadlines = await handleDue(() => Date.now() < until);
  while (Date.now() < until && (await backlog()) > 0)
    await new Promise((resolve) => setTimeout(resolve, BACKLOG_POLL_MS));
  await worker.stop();
  // A serverless host may freeze the process once it has answered, so wait here for what was begun.
  await runtime().dispatch.ended(Math.max(0, until - Date.now()));
  return { jobs, deadlines, left: await backlog() };
}

/** The queue's own sentences quote the errors of jobs. */
const logQueue: ReturnType<LogFunctionFactory> = (level, _message, meta) => {
  if (level !== "error") return;
  const { error, fatalError, job } = (meta ?? {}) as { error?: unknown; fatalError?: unknown; job?: Job };
  const about = { err: error ?? fatalError, job: job?.id, task: job?.task_identifier };
  log.error(about, "the queue tells of a failure");
};

function options(): RunnerOptions {
  return {
    taskList: tasks,
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: new Logger(() => logQueue),
    // Fetching and completing jobs in batches saves one or two write transactions a call.
    preset: {
      worker: { localQueue: { size: CONCURRENCY, ttl: 30_000 }, completeJobBatchDelay: 5, failJobBatchDelay: 5 },
    },
  };
}
