import { rmSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import next from "next";
import { log } from "../../platform/log";
import { openSharedRates } from "../../platform/rates/shared-window";
import { endTraces } from "../../platform/tracing/trace";
import { logUncaught } from "../../platform/uncaught";
import { onAccountChange } from "../../storage/account-facts";
import { runtime } from "../../wiring";
import { orderlyClose } from "../connection/orderly-close";
import type { FromPages } from "./process";

/**
 * Next in a process of its own: the web process forks it and passes on every request for a page. Listens on the Unix
 * socket that its only argument names, in a folder nobody else may enter, so whatever asks here is the web process.
 */
const GRACE_MS = 10_000;
const [socket = ""] = process.argv.slice(2);
const say = (message: FromPages) => process.send?.(message);

// Signals are the web process's to answer: Ctrl-C in a terminal reaches both at once.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => undefined);
logUncaught();
// Next writes errors of pages to the console as they are, with whatever they say.
console.error = (...said: unknown[]) => {
  const err = said.find((one) => one instanceof Error);
  if (err) log.error({ err }, "a page failed");
  else log.info("the pages' framework had something to say, which is not logged as it could quote anything");
};

const app = next({ dev: false, dir: process.cwd() });
await Promise.all([app.prepare(), openSharedRates()]);
const handle = app.getRequestHandler();
// The web process decides how long a connection between the two is kept: one that this side closed could be one that is
// just being used.
const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (req, res) => {
  handle(req, res).catch((error: unknown) => {
    log.error({ err: error }, "a page broke off");
    res.destroy();
  });
});
const close = orderlyClose(server, GRACE_MS);
await new Promise<void>((resolve, reject) => {
  server.once("error", reject);
  server.listen(socket, resolve);
});
onAccountChange((account) => say({ pages: "account changed", account }));
say({ pages: "ready" });

async function end(): Promise<void> {
  // A flow that is tried out from a page may have begun calls in this process.
  await Promise.all([close(), runtime().dispatch.drain()]);
  await endTraces();
  await app.close();
  // A web process that was killed leaves the folder to us.
  rmSync(path.dirname(socket), { recursive: true, force: true });
  process.exit(0);
}
// The channel closes when the web process wants us to end, and when it has died, be it while Next was loading.
if (process.connected) process.once("disconnect", end);
else await end();
