import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { countStart, startsInProgress } from "@/server/rest/start-gate";
import { timed } from "../support/timed";
import { testWorld } from "../support/world";
import { askStart, problemOf, tokenOf } from "./ask";

/** As many starts as one process works on at a time. */
const MAX_AT_ONCE = 200;

const world = await testWorld({ worker: false });
const { owner } = world.database;
const { rows } = await owner.query<{ name: string }>("select current_database() as name");
const database = rows[0]!.name;

afterEach(async () => {
  await owner.query("rollback");
  await owner.query(`alter database ${database} connection limit -1`);
});

test("503 while the database is away, and the next start works when it is back", async () => {
  expect((await askStart(world)).status).toBe(202);
  await owner.query(`alter database ${database} connection limit 0`);
  await owner.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  const { result: response, awakeMs } = await timed(() => askStart(world, { headers: { "idempotency-key": "away" } }));
  expect(awakeMs).toBeLessThan(3500);
  expect(response.headers.get("retry-after")).toMatch(/^\d+$/);
  await problemOf(response, 503, "unavailable");
  const ready = await fetch(`${world.baseUrl}/api/health/ready`);
  expect([ready.status, await ready.json()]).toEqual([503, { status: "not_ready", database: "away" }]);
  expect((await fetch(`${world.baseUrl}/api/health/live`)).status).toBe(200);

  await owner.query(`alter database ${database} connection limit -1`);
  const back = await askStart(world, { headers: { "idempotency-key": "away" } });
  expect([back.status, back.headers.get("idempotency-replayed")]).toEqual([202, null]);
});

test("past a bounded number of starts in flight the next is refused at once; others are answered", async () => {
  await tokenOf(world);
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  onTestFinished(() => release());
  const starts = Array.from({ length: MAX_AT_ONCE }, () => countStart(() => held));
  const refused = await askStart(world);
  expect(refused.headers.get("retry-after")).toBe("1");
  await problemOf(refused, 503, "unavailable");
  expect((await fetch(`${world.baseUrl}/api/voice/fallback`)).status).toBe(200);
  release();
  await Promise.all(starts);
  expect((await askStart(world)).status).toBe(202);
});

test("a start counts from when its body was read until it is answered", async () => {
  await tokenOf(world);
  await owner.query("begin");
  await owner.query("lock table interaction in access exclusive mode");
  const asked = askStart(world);
  // A test that fails leaves no request behind for the files' end to cut off.
  onTestFinished(async () => {
    await owner.query("rollback");
    await asked.catch(() => undefined);
  });
  await vi.waitUntil(() => startsInProgress() === 1, 45_000);
  await owner.query("rollback");
  expect([202, 503]).toContain((await asked).status);
  expect(startsInProgress()).toBe(0);
});
