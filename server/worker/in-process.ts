import { env } from "../platform/env";
import { log } from "../platform/log";
import { processSingleton } from "../platform/process-singleton";
import type { Worker } from "./worker";
import { startWorker } from "./worker";

/** Starts the worker inside the web process, once; null where WORKER is off. */
export async function startWorkerInProcess(): Promise<Worker | null> {
  if (env().WORKER === "off") return null;
  return processSingleton("worker", async () => {
    const worker = await startWorker();
    log.info("worker started in this process");
    return worker;
  });
}
