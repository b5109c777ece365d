import { startFront } from "@/server/http/front";
import { env } from "@/server/platform/env";
import { startWorkerInProcess } from "@/server/worker/in-process";

/** The web process as it runs in production, with the worker in it, but without Next behind the front. */
await startFront({ port: env().PORT });
await startWorkerInProcess();
// Exits by itself, so that Node writes the CPU profile if there is one.
process.once("disconnect", () => process.exit(0));
process.send?.("ready");
