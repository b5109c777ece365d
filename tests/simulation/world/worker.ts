import type { JobHelpers } from "graphile-worker";
import { query } from "@/server/platform/db";
import { writeEvents } from "@/server/reports/events/mutations";
import { endHeartbeat, freeLostJobs, heartbeat } from "@/server/storage/queue";
import { handleDue } from "@/server/worker/due";
import { factProjector } from "@/server/worker/project-facts";
import { tasks } from "@/server/worker/tasks";
import { type Actor, actAs, type Planned } from "./actor";

type Job = { id: string; task: string; payload: unknown; attempts: number };

const CONCURRENCY = 16;
const POLL_MS = 1000;
const HEARTBEAT_MS = 2000;
const LOST_JOBS_MS = 10_000;
/** Facts and events follow the log once a second and oftener; here only while the worker is at something, since each look costs. */
const BOOKS_MS = 15_000;

/**
 * What `startWorker` runs, on the world's time: deadlines every second, jobs as they come, a heartbeat every two seconds. The queue's own
 * loop has sockets and timers of its own, so its statements stand here. A poll that would find nothing is left out: `lookBy` says when
 * there is something.
 */
export class Worker {
  readonly #actor: Actor;
  readonly #phaseMs: number;
  readonly #onError: (error: unknown) => void;
  #due: { at: number; planned: Planned } | null = null;
  #jobs: { at: number; planned: Planned } | null = null;
  #isHandling = false;
  #running = 0;
  #stopped = false;
  #lastBeat = Number.NEGATIVE_INFINITY;
  #lastLook = Number.NEGATIVE_INFINITY;
  #lastBooks = Number.NEGATIVE_INFINITY;
  readonly #project = factProjector();
  readonly #held = new Set<string>();
  #idle: (() => void)[] = [];

  constructor(actor: Actor, onError: (error: unknown) => void) {
    this.#actor = actor;
    this.#phaseMs = actor.random.next() * POLL_MS;
    this.#onError = onError;
  }

  get id(): string {
    return `worker-${this.#actor.name}`;
  }

  /** When it looks next at what is due, if it looks at all. */
  get nextPoll(): number {
    return this.#polled(this.#actor.scheduler.now);
  }

  /** A deadline or job is due at these times (the world's milliseconds). */
  lookBy(deadline: number, job: number): void {
    if (this.#stopped || !this.#actor.alive) return;
    if (!this.#isHandling)
      this.#due = this.#earlier(this.#due, this.#polled(deadline), "deadlines", () => this.#handleDue());
    this.#jobs = this.#earlier(this.#jobs, this.#polled(job), "jobs", () => this.#takeJobs());
  }

  /** Somebody has said that there are jobs. */
  wake(): void {
    if (this.#stopped || !this.#actor.alive) return;
    const { scheduler } = this.#actor;
    this.#jobs = this.#earlier(this.#jobs, scheduler.now + 0.5, "jobs", () => this.#takeJobs());
  }

  beat(): void {
    const { scheduler } = this.#actor;
    if (this.#stopped || scheduler.now - this.#lastBeat < HEARTBEAT_MS) return;
    this.#lastBeat = scheduler.now;
    actAs(this.#actor, () => heartbeat(this.id).catch(() => undefined));
    if (scheduler.now - this.#lastBooks >= BOOKS_MS) {
      this.#lastBooks = scheduler.now;
      actAs(this.#actor, () => this.keepBooks().catch(this.#passing));
    }
    if (scheduler.now - this.#lastLook < LOST_JOBS_MS) return;
    this.#lastLook = scheduler.now;
    actAs(this.#actor, () => freeLostJobs(this.id, [...this.#held]).catch(() => undefined));
  }

  /** Makes facts and events of what has happened. */
  async keepBooks(): Promise<void> {
    await this.#project();
    while (await writeEvents());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#due?.planned.cancel();
    this.#jobs?.planned.cancel();
    while (this.#running > 0 || this.#isHandling) await new Promise<void>((resolve) => this.#idle.push(resolve));
    await endHeartbeat(this.id).catch(() => undefined);
  }

  /** The first poll at or after a time. */
  #polled(time: number): number {
    if (!Number.isFinite(time)) return time;
    const { scheduler } = this.#actor;
    const from = Math.max(time, scheduler.now);
    return scheduler.began + this.#phaseMs + Math.ceil((from - scheduler.began - this.#phaseMs) / POLL_MS) * POLL_MS;
  }

  #earlier(known: { at: number; planned: Planned } | null, at: number, label: string, work: () => void) {
    if (!Number.isFinite(at) || (known && known.at <= at)) return known;
    known?.planned.cancel();
    return { at, planned: this.#actor.scheduler.at(at, this.#actor, label, work) };
  }

  #handleDue(): void {
    this.#due = null;
    this.#isHandling = true;
    this.beat();
    handleDue()
      .catch(this.#passing)
      .finally(() => {
        this.#isHandling = false;
        this.#freed();
      });
  }

  #takeJobs(): void {
    this.#jobs = null;
    if (this.#running >= CONCURRENCY) return;
    this.#running += 1;
    this.beat();
    takeJobs(this.id, CONCURRENCY)
      .then((jobs) => Promise.all(jobs.map((job) => this.#perform(job))))
      .catch(this.#passing)
      .finally(() => {
        this.#running -= 1;
        this.#freed();
      });
  }

  async #perform({ id, task, payload, attempts }: Job): Promise<void> {
    this.#held.add(id);
    const helpers = { job: { id, attempts } } as unknown as JobHelpers;
    let failure: Error | null = null;
    try {
      await tasks[task]?.(payload, helpers);
    } catch (error) {
      failure = error as Error;
    }
    await (failure ? failJob(this.id, id, failure.message) : completeJob(id)).finally(() => this.#held.delete(id));
  }

  readonly #passing = (error: unknown): void => this.#onError(error);

  #freed(): void {
    for (const resume of this.#idle.splice(0)) resume();
  }
}

/** As the queue's `batchGetJobs`, without named queues, which the product has none of. */
const TAKE = `with j as (
  select jobs.id from graphile_worker._private_jobs as jobs
  where jobs.is_available and run_at <= now()
  order by priority asc, run_at asc limit $2 for update skip locked)
update graphile_worker._private_jobs as jobs set attempts = jobs.attempts + 1, locked_by = $1::text, locked_at = now()
from j, graphile_worker._private_tasks as t where jobs.id = j.id and t.id = jobs.task_id
returning jobs.id::text, t.identifier as task, jobs.payload, jobs.attempts`;

function takeJobs(worker: string, most: number): Promise<Job[]> {
  return query<Job>("get_jobs", TAKE, [worker, most]);
}

async function completeJob(id: string): Promise<void> {
  await query("complete_job", "delete from graphile_worker._private_jobs where id = $1::bigint", [id]);
}

/** As the queue's `batchFailJobs`. */
const FAIL = `update graphile_worker._private_jobs set last_error = $3,
  run_at = greatest(now(), run_at) + (exp(least(attempts, 10)) * interval '1 second'), locked_by = null, locked_at = null
where id = $2::bigint and locked_by = $1`;

async function failJob(worker: string, id: string, message: string): Promise<void> {
  await query("fail_job", FAIL, [worker, id, message]);
}
