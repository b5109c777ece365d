import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import type { BurstWrite, Snapshot } from "@/server/ports/interaction";
import type { Store } from "@/server/ports/store";
import { type TestWorld, testWorld } from "../support/world";

/**
 * Every hot statement finds its rows by key, however many the account has, also with a plan made while it had none: a
 * connection keeps the plans of its first calls. Counted in rows that the database touched, not in time.
 */
const INTERACTIONS = 3000;
const MAX_ROWS = 40;

const TOUCHED = `select coalesce(sum(coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0)), 0)::int as rows
  from pg_stat_user_tables where relname in ('interaction', 'interaction_event', 'dial_attempt', 'leg', 'start_request', 'flow',
  'callback')`;

type Attempt = { id: string; token: string; interaction_id: string };
let world: TestWorld;
let store: Store;
let attempt: Attempt;
beforeAll(async () => {
  world = await testWorld({ worker: false });
  ({ postgresStore: store } = await import("@/server/storage/store"));
  const { owner } = world.database;
  // One connection, which makes its plans now and keeps them.
  const { pool } = await import("@/server/platform/db");
  pool().options.max = 1;
  const planFor = async (one: Attempt) => {
    attempt = one;
    for (const [, statement] of STATEMENTS) await statement(world.account as AccountId);
  };
  await fillLine(0, 10);
  await planFor({ id: randomUUID(), token: "nobody's", interaction_id: randomUUID() });
  for (const contact_1 of ["+12025550120", "+12025550121"]) await world.start({ contact_1, contact_2: "+12025550130" });
  const { rows } = await owner.query<Attempt>("select id, token, interaction_id from dial_attempt order by id");
  await planFor(rows[0]!);
  attempt = rows[1]!;
  // As many more like it, with an attempt and an event each, and flows: all before it in every index. Not by a temporary table: making the first one of
  // a database makes every connection plan anew.
  const copies = `(select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid as id, n from generate_series(1, ${INTERACTIONS}) n) c`;
  await owner.query(
    `insert into flow (account_id, id, name) select f.account_id, c.id, 'flow ' || c.n from flow f, ${copies} where f.id = $1`,
    [world.flow],
  );
  const like = [attempt.interaction_id];
  await owner.query(
    `insert into interaction (account_id, id, flow_id, flow_version_id, client_id, version, status, state, expires_at, started_at)
    select i.account_id, c.id, i.flow_id, i.flow_version_id, i.client_id, i.version, i.status, i.state, i.expires_at, i.started_at
    from interaction i, ${copies} where i.id = $1`,
    like,
  );
  await owner.query(
    `insert into dial_attempt (account_id, id, interaction_id, visit, token, carrier_id, from_number, to_number, status,
      ring_seconds, created_at, dial_at, drop_after, call_id, counted)
    select a.account_id, c.id, c.id, a.visit, '!' || c.n, a.carrier_id, a.from_number, '+1303' || c.n, 'placed', a.ring_seconds,
      a.created_at, a.dial_at, a.drop_after, 'call-' || c.n, true from dial_attempt a, ${copies} where a.interaction_id = $1`,
    like,
  );
  await owner.query(
    `insert into interaction_event (account_id, interaction_id, seq, at, input_key, resume, events, engine)
    select e.account_id, c.id, e.seq, e.at, e.input_key, e.resume, e.events, e.engine
    from interaction_event e, ${copies} where e.interaction_id = $1`,
    like,
  );
  await fillLine(11, 2 * INTERACTIONS);
});

/** Those who wait for one ring group: the next on the line, as many behind it, and as many who wait to be called back. */
const GROUP = randomUUID();
async function fillLine(from: number, to: number): Promise<void> {
  await world.database.owner.query(
    `insert into callback (account_id, id, interaction_id, visit, ring_group_id, number, from_number, priority, language, status, queued_at,
      give_up_at, next_round_at, rounds_left)
    select $1, case when n = 0 then $2 else gen_random_uuid() end, $2, n, $2, '+12025550120', '+12025550101', 1, 'en-US', 'waiting',
      now() + make_interval(secs => n), now(), now(), case when n % 2 = 0 then 1 end from generate_series($3::int, $4::int) n`,
    [world.account, GROUP, from, to],
  );
}
async function place(account: AccountId, visit: number): Promise<unknown> {
  const { pool } = await import("@/server/platform/db");
  const text =
    "select set_config('patchcord.account', $1::text, false), patchcord_position($1::uuid, $2::uuid, $3::int) as place";
  return (await pool().query(text, [account, GROUP, visit])).rows[0].place;
}

const callId = () => `CA-${attempt.id}`;
const BURST = { version: 0, status: "running", rows: [] } as unknown as BurstWrite;
const STATEMENTS: [string, (account: AccountId) => Promise<unknown>][] = [
  ["a start's read", (account) => store.readStart(account, world.flow, "key")],
  ["a burst's read, by token", (account) => store.read(account, { token: attempt.token }, "x")],
  ["a burst's read, by interaction", (account) => store.read(account, { interaction: attempt.interaction_id }, "x")],
  ["claiming a dial", (account) => store.claimDial(account, attempt.id, 15)],
  ["binding a call", (account) => store.bindCall(account, attempt, callId(), 60)],
  [
    "a call's progress",
    (account) =>
      store.callProgress(account, world.carrier, attempt.token, {
        callId: callId(),
        status: "ringing",
        sequence: 1,
        answeredBy: null,
      }),
  ],
  [
    "a leg",
    (account) =>
      store.leg(account, attempt.token, {
        parentCallId: callId(),
        callId: "CA2",
        turn: 1,
        to: "+12025550130",
        status: "in_progress",
        sequence: 2,
        sipCode: null,
      }),
  ],
  ["an attempt's facts", (account) => store.patchAttempt(account, { id: attempt.id, call_status: "in_progress" })],
  [
    "a burst that somebody else was faster with",
    (account) => store.commit(account, { interaction: attempt.interaction_id, version: -1 } as Snapshot, BURST),
  ],
  ["a ring's proof", (account) => proveRing(account, {})],
  ["the proof of a ring beside no other", (account) => proveRing(account, { alone: world.flow })],
  ["what is due", () => store.takeDue(10, 10)],
  ["the place of the sixth on the line", (account) => place(account, 10)],
];

/** What the database asks before it lets a number be rung that the account has a limit for. */
async function proveRing(account: AccountId, more: { alone?: string }): Promise<void> {
  const { pool } = await import("@/server/platform/db");
  const per_number = { hour: 3, day: 6, week: 15, pause_minutes: 10 };
  await pool().query(
    "select set_config('patchcord.account', $1::text, false), patchcord_prove_ring($1::uuid, $2, now())",
    [account, { to: "+13032000", per_number, ...more }],
  );
}

/** Rows touched so far. Statistics of a session are told when it is idle: each is asked to tell them now. */
async function touched(): Promise<number> {
  const { pool } = await import("@/server/platform/db");
  const { owner } = world.database;
  for (let at = 0; at < 2; at++) await pool().query("select pg_stat_force_next_flush()");
  await owner.query("select pg_stat_force_next_flush()");
  await owner.query("select pg_stat_clear_snapshot()");
  return (await owner.query<{ rows: number }>(TOUCHED)).rows[0]?.rows ?? 0;
}

it.each(STATEMENTS)("%s touches no more rows than it needs", async (_name, statement) => {
  const before = await touched();
  await statement(world.account as AccountId);
  expect((await touched()) - before).toBeLessThan(MAX_ROWS);
});

it("counts those before on the line only", async () => {
  expect(await place(world.account as AccountId, 10)).toBe(6);
  expect(await place(world.account as AccountId, 11), "who waits to be called back has none").toBe(null);
});

it("counts what a statement of the product's own connections touches", async () => {
  const { pool } = await import("@/server/platform/db");
  const before = await touched();
  const client = await pool().connect();
  await client.query("begin");
  await client.query("select set_config('patchcord.account', $1, true)", [world.account]);
  await client.query("select count(engine) from interaction_event");
  await client.query("rollback");
  client.release();
  expect((await touched()) - before).toBeGreaterThanOrEqual(INTERACTIONS);
});
