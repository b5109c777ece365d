import { beforeAll, beforeEach, expect, it } from "vitest";
import type { HandedDial } from "@/server/runtime/hand-over";
import { type TestWorld, testWorld } from "../support/world";

/** A dial that is due at once is claimed as it is committed, and made by the worker of the process that accepted it. */
let world: TestWorld;
let hands: typeof import("@/server/runtime/hand-over");
beforeAll(async () => {
  world = await testWorld({ worker: false });
  hands = await import("@/server/runtime/hand-over");
});
beforeEach(async () => {
  await world.database.owner.query(
    "truncate interaction, dial_attempt, deadline, graphile_worker._private_jobs cascade",
  );
});

const start = () => world.start({ contact_1: "+12025550120", contact_2: "+12025550130" });

/** Each attempt, oldest first: its status, and whether a deadline and a job stand behind it. */
async function attempts(): Promise<unknown[]> {
  const { rows } = await world.database.owner.query(
    `select status, watched, queued from dial_attempt a,
      lateral (select exists (select from deadline where subject = 'attempt' and id = a.id) as watched,
        exists (select from graphile_worker._private_jobs where key = 'dial:' || a.id and run_at <= now()) as queued) x
      order by a.created_at, a.id`,
  );
  return rows;
}

const CLAIMED = { status: "submitting", watched: true, queued: false };
const QUEUED = { status: "intended", watched: false, queued: true };

it("is this process's own: claimed with its start, watched by a deadline, no job", async () => {
  const { promise: dialled, resolve: dial } = Promise.withResolvers<HandedDial>();
  const lent = hands.lendHands(async (handed) => dial(handed));
  expect((await start()).status).toBe(202);
  const { claimed } = await dialled;
  expect(claimed).toMatchObject({ to: "+12025550120", purpose: "contact" });
  expect(await attempts()).toEqual([CLAIMED]);
  await lent.stop();
});

it("that fails is left to its deadline", async () => {
  const lent = hands.lendHands(async () => {
    throw new Error("The database went away.");
  });
  await start();
  await lent.stop();
  expect(await attempts()).toEqual([CLAIMED]);
});

it("goes the way through the queue where another of its pair is in doubt", async () => {
  const dialled: HandedDial[] = [];
  const lent = hands.lendHands(async (handed) => {
    dialled.push(handed);
  });
  await start();
  await start();
  expect(await attempts()).toEqual([CLAIMED, QUEUED]);
  expect(dialled).toHaveLength(1);
  await lent.stop();
});

it("goes the way through the queue where this process has no worker, or no hand free", async () => {
  await start();
  expect(await attempts()).toEqual([QUEUED]);
  const lent = hands.lendHands(async () => undefined);
  const all = Array.from({ length: 64 }, () => hands.takeHand());
  expect(hands.takeHand()).toBeNull();
  await start();
  expect(await attempts()).toEqual([QUEUED, QUEUED]);
  for (const hand of all) hand?.putBack();
  await lent.stop();
});

it("is waited for by a worker that stops, from before it is committed", async () => {
  const lent = hands.lendHands(async () => undefined);
  const hand = hands.takeHand();
  let stopped = false;
  const stopping = lent.stop().then(() => {
    stopped = true;
  });
  expect(hands.takeHand(), "nothing new is begun").toBeNull();
  await new Promise(setImmediate);
  expect(stopped).toBe(false);
  hand?.putBack();
  await stopping;
});
