import { fileURLToPath } from "node:url";
import { env } from "../env";
import { startInProcess } from "../jobs/in-process";
import { log } from "../log";
import { openSharedRates } from "../rates/shared-window";
import { startFront } from "./front";
import { pages } from "./pages/pages";

/**
 * The web process: the hot routes and the worker, and the studio's pages by way of a process of their own. A launcher that
 * is still building the pages says so by `--pages-are-being-built`, and sends "pages built" when it has.
 */
const studio = pages(fileURLToPath(new URL("pages.mjs", import.meta.url)));
await openSharedRates();
const front = await startFront({ port: env().PORT, fallback: studio.handle });
const answered = pagesBuilt().then(studio.start);
const worker = await startInProcess();

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await front.close();
  await worker?.stop();
  await studio.stop();
  process.exit(0);
}
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
// The launcher is gone: nobody would ever stop us.
process.once("disconnect", stop);
process.on("unhandledRejection", (error) => log.error({ err: error }, "unhandled rejection"));

console.log(`listening on ${env().PUBLIC_URL}`);
await answered;
console.log("pages are answered");

async function pagesBuilt(): Promise<void> {
  if (!process.argv.includes("--pages-are-being-built")) return;
  await new Promise<void>((resolve) => process.on("message", (message) => message === "pages built" && resolve()));
}
