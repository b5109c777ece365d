import { EventEmitter } from "node:events";
import { Logger, run, type WorkerEvents } from "graphile-worker";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { type TestDatabase, testDatabase } from "../support/database";
import { setEnvironment } from "../support/environment";

/** A connection that breaks after the queue's commit leaves jobs locked by a worker that lives and has never heard of them. */
const ME = "worker-me";
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  setEnvironment({ DATABASE_URL: database.appUrl });
});
afterAll(() => database.drop());

async function enqueue(task: string): Promise<string> {
  const { owner } = database;
  await owner.query("select patchcord_enqueue($1, '{}', now(), null)", [task]);
  const { rows } = await owner.query("select max(id)::text as id from graphile_worker._private_jobs");
  return rows[0].id;
}

it.each([
  { what: "given to this worker long ago, and not there", by: ME, seconds: 11, isHeld: false, isFree: true },
  { what: "which this worker has", by: ME, seconds: 11, isHeld: true, isFree: false },
  { what: "that may be on its way", by: ME, seconds: 9, isHeld: false, isFree: false },
  { what: "of another worker", by: "worker-you", seconds: 11, isHeld: false, isFree: false },
])("a job $what: free is $isFree", async ({ by, seconds, isHeld, isFree }) => {
  const { freeLostJobs } = await import("@/server/storage/queue");
  const id = await enqueue("dial");
  const { owner } = database;
  await owner.query(
    "update graphile_worker._private_jobs set locked_by = $2, locked_at = now() - make_interval(secs => $3) where id = $1",
    [id, by, seconds],
  );
  await freeLostJobs(ME, isHeld ? [id] : []);
  const { rows } = await owner.query("select is_available from graphile_worker._private_jobs where id = $1", [id]);
  expect(rows[0].is_available).toBe(isFree);
});

it("a worker has the jobs that it was given, until each is finished", async () => {
  const { heldJobs } = await import("@/server/worker/held-jobs");
  const { workerPool } = await import("@/server/storage/queue");
  const id = await enqueue("update_call");
  const begun = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const waits = () => {
    begun.resolve();
    return finish.promise;
  };
  const events = new EventEmitter() as WorkerEvents;
  const held = heldJobs(events);
  const pgPool = workerPool();
  const preset = { worker: { localQueue: { size: 4 } } };
  const logger = new Logger(() => () => undefined);
  const runner = await run({ taskList: { update_call: waits }, events, pgPool, logger, noHandleSignals: true, preset });
  onTestFinished(async () => {
    await runner.stop();
    await pgPool.end();
  });
  await begun.promise;
  expect([...held]).toEqual([id]);
  const completed = new Promise((resolve) => events.once("job:complete", resolve));
  finish.resolve();
  await completed;
  expect([...held]).toEqual([]);
});
