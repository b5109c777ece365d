import { log } from "../platform/log";
import { startWorker } from "./worker";

/** `npm run worker`: the worker alone. */
const worker = await startWorker();
log.info("worker started");

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, async () => {
    await worker.stop();
    process.exit(0);
  });
}
