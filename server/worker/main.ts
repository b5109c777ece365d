import { log } from "../platform/log";
import { logUncaught } from "../platform/uncaught";
import { runtime } from "../wiring";
import { startWorker } from "./worker";

/** `npm run worker`: a process that is only a worker. */
const worker = await startWorker();
log.info("worker started");
logUncaught();

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, async () => {
    await Promise.all([worker.stop(), runtime().dispatch.drain()]);
    process.exit(0);
  });
}
