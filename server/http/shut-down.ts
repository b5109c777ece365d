import { log } from "../platform/log";
import { runtime } from "../wiring";
import type { Worker } from "../worker/worker";
import type { Front } from "./front";

/**
 * Ends a process without losing or repeating anything. From now on it takes no requests and no jobs and begins no calls;
 * what is under way is waited for, dials and port calls that only this process knows of among it. Resolves when the process
 * may exit, after 35 seconds at most.
 */
export async function shutDown({ front, worker }: { front: Front; worker: Worker | null }): Promise<void> {
  const [left] = await Promise.all([runtime().dispatch.drain(), front.close(), worker?.stop()]);
  if (left > 0) log.warn({ left }, "calls were still under way at the end; their deadlines will look for them");
}
