import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { ARGUMENTS, askStart, problemOf } from "../api/ask";
import { publishWithArgument } from "../support/publish-argument";
import { testWorld } from "../support/world";

/** A start that follows another asks the database only once; whatever has changed meanwhile counts all the same. */
const world = await testWorld({ worker: false });
const { owner } = world.database;
const { runtime } = await import("@/server/wiring");
const { env } = await import("@/server/platform/env");
const isRemembering = env().PATCHCORD_REMEMBER === "on";
const { rows: stored } = await owner.query("select pg_get_functiondef('patchcord_read_start'::regproc) as text");

const ask = (body: unknown = ARGUMENTS, headers = {}) => askStart(world, { headers, body: JSON.stringify(body) });
const startedAt = async (response: Response) => {
  const { interaction_id } = (await response.json()) as { interaction_id: string };
  const { rows } = await owner.query("select started_at from interaction where id = $1", [interaction_id]);
  return (rows[0].started_at as Date).getTime();
};

beforeEach(async () => {
  await owner.query(stored[0].text);
  await owner.query("update flow set published_version_id = $1, archived_at = null, deleted_at = null where id = $2", [
    world.flowVersion,
    world.flow,
  ]);
  expect((await ask()).status).toBe(202);
});

test.runIf(isRemembering)("the flow is not read again", async () => {
  await owner.query(
    "create or replace function patchcord_read_start(p_account uuid, p_flow uuid, p_key text) returns table" +
      " (now timestamptz, flow_found boolean, version_id uuid, version_number int, body_hash text, response jsonb)" +
      " language plpgsql as 'begin raise exception $$read$$; end'",
  );
  expect((await ask()).status).toBe(202);
  expect((await ask(ARGUMENTS, { "idempotency-key": randomUUID() })).status, "a key may have been used").toBe(500);
});

test("an argument of the version that was just published is taken, and needed", async () => {
  await publishWithArgument(owner, world, "contact_3");
  expect((await ask({ ...ARGUMENTS, contact_3: "three" })).status).toBe(202);
  await problemOf(await ask(), 400, "invalid_arguments");
});

test("arguments that only the version before accepted are refused", async () => {
  await publishWithArgument(owner, world, "contact_4");
  await problemOf(await ask(), 400, "invalid_arguments");
});

test.each([
  ["archived", "flow_not_published", 404],
  ["deleted", "flow_not_found", 404],
])("a flow that was just %s starts nothing", async (what, code, status) => {
  await owner.query(`update flow set ${what}_at = now() where id = $1`, [world.flow]);
  await problemOf(await ask(), status, code);
});

test.runIf(isRemembering)("another account's start is not answered from it", async () => {
  const recentStart = (account: string) => runtime().store.recentStart(account as AccountId, world.flow);
  expect(recentStart(world.account)).toMatchObject({ version: { id: world.flowVersion } });
  expect(recentStart(randomUUID())).toBeNull();
});

test.each([0, 3600, -3600])("the moment is the database's, whose clock has gone %i s on", async (seconds) => {
  await owner.query("update patchcord_clock set shift = shift + make_interval(secs => $1)", [seconds]);
  const clock = async () => {
    const { rows } = await owner.query("select patchcord_now() as now");
    return (rows[0].now as Date).getTime();
  };
  const before = await clock();
  const at = await startedAt(await ask());
  // At most as far back as the reading that it is told from took, which is seconds on a machine that stands still.
  expect(at).toBeGreaterThan(before - 10_000);
  expect(at).toBeLessThanOrEqual(await clock());
});
