import { flushCompileCache } from "node:module";
import { startFront } from "@/server/http/front";
import { shutDown } from "@/server/http/shut-down";
import { env } from "@/server/platform/env";
import type { VoiceClient } from "@/server/ports/voice";
import { runtime } from "@/server/wiring";
import { startWorkerInProcess } from "@/server/worker/in-process";
import { CrashPoints } from "./crash-points";
import { type Preparation, prepare } from "./prepare";

/**
 * The product as a process that can be killed: the hot routes and a worker, every write to the database and every
 * request to the carrier a point at which it may die, or be told to end (CRASH_SIGNAL=SIGTERM). Which one is said in a message, by its name.
 * WORKER=off leaves out the worker, CRASH_PART=worker the routes.
 */
const signal = process.env.CRASH_SIGNAL === "SIGTERM" ? "SIGTERM" : "SIGKILL";
const points = new CrashPoints(signal);
const wired = runtime();
const stored = points.around(wired.store, [
  "start",
  "commit",
  "claimDial",
  "bindCall",
  "callProgress",
  "dialLater",
  "dialUnknown",
  "cancelAttempt",
  "leg",
  "acceptLeg",
  "patchAttempt",
  "enqueue",
  "claimPortCall",
  "endPortCall",
  "ringAgent",
  "endRound",
]);
const ports = Object.fromEntries(
  Object.entries(wired.ports).map(([name, port]) => [name, points.around(port, ["call"])]),
);
const calling = (client: VoiceClient) => points.around(client, ["createCall", "endCall", "redirectCall"]);
const { carriers } = wired;
Object.assign(wired, {
  store: stored,
  ports,
  carriers: {
    ...carriers,
    client: async (account: never, carrier: string) => calling(await carriers.client(account, carrier)),
  },
});

const front = process.env.CRASH_PART === "worker" ? null : await startFront({ port: env().PORT });
const worker = await startWorkerInProcess();
process.once("SIGTERM", async () => {
  if (front) await shutDown({ front, worker });
  process.exit(0);
});
// Written when a process exits, which this one may never do in order.
flushCompileCache();
type Message = "points" | { armAt: string | null } | { account: string; preparation: Preparation };
process.on("message", async (message: Message) => {
  if (message === "points") process.send?.({ points: points.passed });
  else if ("armAt" in message) {
    points.arm(message.armAt);
    process.send?.({ armedAt: message.armAt });
  } else process.send?.({ flow: await prepare(message.account, message.preparation) });
});
process.once("disconnect", () => process.exit(0));
process.send?.("ready");
