import { pool } from "../db";
import { once } from "../process-state";

/** Jobs committed within this long of each other share one wake-up. */
const GATHER_MS = 2;

/**
 * Tells the workers that a job was committed. Apart from the commit and shared between commits: PostgreSQL takes one
 * lock for all transactions that notify until they are durable, which would make accepts queue behind each other. A
 * wake-up that is lost with its process costs a poll interval, never a job.
 */
export function wakeWorkers(): void {
  const state = once("wake", () => ({ timer: null as NodeJS.Timeout | null, count: 0 }));
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
