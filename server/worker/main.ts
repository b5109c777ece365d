import { log } from "../platform/log";
import { startTracing } from "../platform/tracing/otlp";
import { endTraces } from "../platform/tracing/trace";
import { logUncaught } from "../platform/uncaught";
import { runtime } from "../wiring";
import { startMetricsServer } from "./metrics-server";
import { startWorker } from "./worker";

/** `npm run worker`: a process that is only a worker. */
await startTracing("worker");
const worker = await startWorker();
const metricsServer = startMetricsServer();
log.info("worker started");
logUncaught();

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, async () => {
    metricsServer?.close();
    await Promise.all([worker.stop(), runtime().dispatch.drain()]);
    await endTraces();
    process.exit(0);
  });
}
