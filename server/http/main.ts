import next from "next";
import { env } from "../platform/env";
import { log } from "../platform/log";
import { openSharedRates } from "../platform/rates/shared-window";
import { startWorkerInProcess } from "../worker/in-process";
import { startFront } from "./front";
import { shutDown } from "./shut-down";

/** The web process: the hot routes by themselves, everything else by Next in the same process. */
const app = next({ dev: false, dir: process.cwd() });
await Promise.all([app.prepare(), openSharedRates()]);
const front = await startFront({ port: env().PORT, fallback: app.getRequestHandler() });
const worker = await startWorkerInProcess();
console.log(`listening on ${env().PUBLIC_URL}`);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await shutDown({ front, worker });
  await app.close();
  process.exit(0);
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
// The launcher is gone: nobody would ever stop us.
process.once("disconnect", stop);
process.on("unhandledRejection", (error) => log.error({ err: error }, "unhandled rejection"));
