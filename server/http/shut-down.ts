import { log } from "../platform/log";
import { runtime } from "../wiring";
import type { Worker } from "../worker/worker";
import type { Front } from "./front";

/**
 * Ends a process without losing or repeating anything: it stops taking requests, then jobs, then waits for the dials and port
 * calls that it has begun and that no other process knows of. Resolves when the process may exit.
 */
export async function shutDown({ front, worker }: { front?: Front | null; worker?: Worker | null }): Promise<void> {
  await front?.close();
  await worker?.stop();
  const left = await runtime().dispatch.drain();
  if (left > 0) log.warn({ left }, "calls were still under way at the end; their deadlines will look for them");
}
