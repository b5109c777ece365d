import { log } from "../platform/log";
import { endTraces } from "../platform/tracing/trace";
import { runtime } from "../wiring";
import type { Worker } from "../worker/worker";
import type { Front } from "./front";

/**
 * Ends a process without losing or repeating anything: it takes no more requests and jobs and begins no more calls, then waits for
 * what is under way, such as dials and port calls that no other process knows of. Resolves when the process may exit, after 35
 * seconds at most.
 */
export async function shutDown({ front, worker }: { front: Front; worker: Worker | null }): Promise<void> {
  const [left] = await Promise.all([runtime().dispatch.drain(), front.close(), worker?.stop()]);
  if (left > 0) log.warn({ left }, "calls were still under way at the end; their deadlines will look for them");
  await endTraces();
}
