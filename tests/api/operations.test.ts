import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { testWorld } from "../support/world";
import { problemOf } from "./ask";

const world = await testWorld({ worker: false });
const get = (path: string, authorization?: string) =>
  fetch(world.baseUrl + path, authorization ? { headers: { authorization } } : {});

test("ready: database, migrations, jobs", async () => {
  const response = await get("/api/health/ready");
  expect([response.status, await response.json()]).toEqual([
    200,
    { status: "ready", database: "ok", migrations: "ok", functions: "ok", jobs: { status: "ok", lag_seconds: 0 } },
  ]);
});

test("not ready while a migration is missing", async () => {
  const { owner } = world.database;
  await owner.query("update _prisma_migrations set finished_at = null where migration_name = '0024_baseline'");
  const response = await get("/api/health/ready");
  expect([response.status, await response.json()]).toMatchObject([503, { migrations: { missing: ["0024_baseline"] } }]);
  await owner.query("update _prisma_migrations set finished_at = now() where migration_name = '0024_baseline'");
});

describe("ready by the SQL functions that the database has", () => {
  const { owner } = world.database;
  const OWN = "(select sha256 from own)";
  beforeAll(() =>
    owner.query("create temporary table own as select sha256 from patchcord_applied where part = 'functions'"),
  );

  const READY = [200, { status: "ready", functions: "ok" }];
  const NOT_READY = [503, { status: "not_ready", functions: "of another version" }];
  test.each([
    ["this version's", OWN, "'{}'", READY],
    ["a later version's", "'later'", `array['before', ${OWN}]`, READY],
    ["two versions later", "'latest'", `array[${OWN}, 'later']`, READY],
    ["an earlier version's, of a deploy that has not migrated yet", "'before'", "'{}'", NOT_READY],
    ["an earlier version's, gone back to", "'before'", "array['long ago']", NOT_READY],
  ])("%s", async (_, applied, earlier, expected) => {
    onTestFinished(async () => {
      await owner.query(`update patchcord_applied set sha256 = ${OWN}, earlier = '{}' where part = 'functions'`);
    });
    await owner.query(
      `update patchcord_applied set sha256 = ${applied}, earlier = ${earlier} where part = 'functions'`,
    );
    const response = await get("/api/health/ready");
    expect([response.status, await response.json()]).toMatchObject(expected);
  });

  test("those of a version that kept no record for its processes", async () => {
    onTestFinished(async () => {
      await owner.query("alter function patchcord_functions_away() rename to patchcord_functions");
    });
    await owner.query("alter function patchcord_functions() rename to patchcord_functions_away");
    const response = await get("/api/health/ready");
    expect([response.status, await response.json()]).toMatchObject(NOT_READY);
  });
});

test("late jobs are reported, and do not make a web instance unready", async () => {
  await world.database.owner.query("select patchcord_enqueue('dial', '{}', now() - interval '5 minutes', 'late')");
  const response = await get("/api/health/ready");
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ jobs: { status: "late" } });
});

test("metrics need the token", async () => {
  await problemOf(await get("/api/metrics"), 401, "unauthorized");
  await problemOf(await get("/api/metrics", "Bearer wrong"), 401, "unauthorized");
  await fetch(`${world.baseUrl}/api/voice/nowhere`, { method: "POST" });
  const response = await get("/api/metrics", `Bearer ${process.env.METRICS_TOKEN}`);
  const text = await response.text();
  expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
  expect(text).toMatch(
    /patchcord_http_request_duration_seconds_count\{method="GET",route="\/api\/health\/ready",status="200"\} \d/,
  );
  expect(text).toMatch(/patchcord_webhook_rejected_total\{reason="\w+"\} 1/);
  expect(text).toMatch(/patchcord_jobs_lag_seconds 3\d\d/);
  expect(text).toMatch(/^patchcord_database_connections\{state="idle"\} \d/m);
});
