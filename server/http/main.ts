import { fileURLToPath } from "node:url";
import { env } from "../platform/env";
import { openSharedRates } from "../platform/rates/shared-window";
import { startTracing } from "../platform/tracing/otlp";
import { logUncaught } from "../platform/uncaught";
import { startWorkerInProcess } from "../worker/in-process";
import { startFront } from "./front";
import { pages } from "./pages/pages";
import { shutDown } from "./shut-down";

/**
 * The web process: the hot routes and the worker, and the studio's pages by way of a process of their own. A launcher that
 * is still building the pages says so by `--pages-are-being-built`, and sends "pages built" when it has.
 */
const studio = pages(fileURLToPath(new URL("pages.mjs", import.meta.url)));
await Promise.all([openSharedRates(), startTracing("web")]);
const front = await startFront({ port: env().PORT, host: env().HOST, fallback: studio.handle });
const answered = pagesBuilt().then(studio.start);
const worker = await startWorkerInProcess();

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await Promise.all([shutDown({ front, worker }), studio.stop()]);
  process.exit(0);
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
// The launcher is gone: nobody would ever stop us.
process.once("disconnect", stop);
logUncaught();

console.log(`listening on ${env().PUBLIC_URL}`);
await answered;
console.log("pages are answered");

async function pagesBuilt(): Promise<void> {
  if (!process.argv.includes("--pages-are-being-built")) return;
  await new Promise<void>((resolve) => process.on("message", (message) => message === "pages built" && resolve()));
}
