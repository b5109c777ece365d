import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Dispatch, Makers, OwnDial } from "@/server/runtime/dispatch";
import { type TestWorld, testWorld } from "../support/world";

/** A dial that is due at once is claimed as it is committed, and made by the worker of the process that accepted it. */
let world: TestWorld;
let dispatch: Dispatch;
beforeAll(async () => {
  world = await testWorld({ worker: false });
});
beforeEach(async () => {
  await dispatching(async () => undefined);
  await world.database.owner.query(
    "truncate interaction, dial_attempt, deadline, graphile_worker._private_jobs cascade",
  );
});

/** A dispatch of the test's own, whose dials are made by `dial`. */
async function dispatching(dial: Makers["dial"]): Promise<void> {
  const { runtime } = await import("@/server/wiring");
  const { Dispatch } = await import("@/server/runtime/dispatch");
  const noPort = () => ({ document: Promise.resolve(null), ended: Promise.resolve() });
  dispatch = new Dispatch({ dial, portCall: noPort });
  runtime().dispatch = dispatch;
}

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
  const { promise: dialled, resolve: dial } = Promise.withResolvers<OwnDial>();
  await dispatching(async (own) => dial(own));
  const dialling = dispatch.startDialling();
  expect((await start()).status).toBe(202);
  const { claimed } = await dialled;
  expect(claimed).toMatchObject({ to: "+12025550120", purpose: "contact" });
  expect(await attempts()).toEqual([CLAIMED]);
  await dialling.stop();
});

it("that fails is left to its deadline", async () => {
  await dispatching(async () => {
    throw new Error("The database went away.");
  });
  const dialling = dispatch.startDialling();
  await start();
  await dialling.stop();
  expect(await attempts()).toEqual([CLAIMED]);
});

it("goes the way through the queue where another of its pair is in doubt", async () => {
  const dialled: OwnDial[] = [];
  await dispatching(async (own) => {
    dialled.push(own);
  });
  const dialling = dispatch.startDialling();
  await start();
  await start();
  expect(await attempts()).toEqual([CLAIMED, QUEUED]);
  expect(dialled).toHaveLength(1);
  await dialling.stop();
});

it("goes the way through the queue where this process has no worker, or no slot free", async () => {
  await start();
  expect(await attempts()).toEqual([QUEUED]);
  const dialling = dispatch.startDialling();
  const all = Array.from({ length: 64 }, () => dispatch.acquireDialSlot());
  expect(dispatch.acquireDialSlot()).toBeNull();
  await start();
  expect(await attempts()).toEqual([QUEUED, QUEUED]);
  for (const slot of all) slot?.release();
  await dialling.stop();
});

it("is waited for by a worker that stops, from before it is committed", async () => {
  const dialling = dispatch.startDialling();
  const slot = dispatch.acquireDialSlot();
  let stopped = false;
  const stopping = dialling.stop().then(() => {
    stopped = true;
  });
  expect(dispatch.acquireDialSlot(), "nothing new is begun").toBeNull();
  await new Promise(setImmediate);
  expect(stopped).toBe(false);
  slot?.release();
  await stopping;
});
