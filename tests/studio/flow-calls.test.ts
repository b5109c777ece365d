import { beforeAll, describe, expect, test } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { MOST_TIMED } from "@/server/reports/flow-calls/data";
import { recordCalls } from "../support/recorded-calls";
import { type StudioWorld, studioWorld } from "./studio-world";

/** What the calls of a flow's version did: each figure against how the calls were recorded. */
const CALLS = 12_000;
const DAYS = 2;
const scope = { period: "7d", zone: "UTC" } as const;

let world: StudioWorld;
beforeAll(async () => {
  world = await studioWorld();
  const { ours, database } = world;
  const account = ours.account as AccountId;
  const recorded = { ...{ account, flow: ours.flow, version: ours.flowVersion }, client: ours.clientId };
  await recordCalls(database.owner, { ...recorded, carrier: ours.carrier }, CALLS, DAYS);
  const { projectNext, turnMonths } = await import("@/server/reports/projection/mutations");
  await turnMonths([account]);
  while (await projectNext([account], 3000, true));
  await database.owner.query("analyze");
});

const callsOf = (more: object = {}) =>
  world.as("viewer").flows.calls({ id: world.ours.flow, version: world.ours.flowVersion, scope, ...more });

/** Of ten calls six are joined; one each is busy, not answered, hung up on, and finds no agent. */
const TENTH = CALLS / 10;
const LEFT: [step: string, exit: string, times: number][] = [
  ["trigger", "ok", CALLS],
  ["call_customer", "answered", 8 * TENTH],
  ["call_customer", "busy", TENTH],
  ["call_customer", "no_answer", TENTH],
  ["announce", "ok", 7 * TENTH],
  ["announce", "contact_hung_up", TENTH],
  ["call_agent", "ok", 6 * TENTH],
  ["call_agent", "no_answer", TENTH],
  ["end", "", 3 * TENTH],
];

test("each exit was taken as often as it was, and all that enter a step leave it", async () => {
  const { started, exits } = await callsOf();
  expect(started).toBe(CALLS);
  const sorted = (all: typeof LEFT) => all.toSorted((a, b) => a.join().localeCompare(b.join()));
  expect(sorted(exits.map(({ step, exit, number }) => [step, exit, number]))).toEqual(sorted(LEFT));
});

test("the times are those of a sample that is spread over the period as the calls are", async () => {
  const { times, timed } = await callsOf();
  expect(timed).toBeGreaterThanOrEqual(MOST_TIMED);
  expect(timed).toBeLessThanOrEqual(MOST_TIMED + DAYS * 48 + 1);
  const medians = Object.fromEntries(times.map(({ step, median }) => [step, median]));
  // Answered after 8 seconds, as most are; 6 seconds of announcement; talked until 30 to 229 seconds after the start.
  expect(medians).toMatchObject({ trigger: 0, call_customer: 8, announce: 6, end: 0 });
  expect(medians.call_agent).toBeGreaterThan(90);
  expect(medians.call_agent).toBeLessThan(140);
  const counted = Object.fromEntries(times.map(({ step, count }) => [step, count]));
  expect(counted.announce! / timed).toBeCloseTo(0.8, 1);
});

test("it reads counts and the sample, however many calls there were", async () => {
  const before = await touched();
  await callsOf();
  const rows = (await touched()) - before;
  const sample = MOST_TIMED + DAYS * 48 + 1;
  // Of each sampled call its fact and its visits, which are at most five; and twice the counts of each half hour.
  expect(rows).toBeLessThanOrEqual(sample * (1 + 5) + 2 * (DAYS * 48 + 1) * 20);
  expect(rows).toBeGreaterThan(sample);
});

describe("of no other", () => {
  test("period", async () => {
    const none = await callsOf({ scope: { ...scope, from: "2026-01-01T00:00", to: "2026-01-02T00:00" } });
    expect(none).toMatchObject({ started: 0, exits: [], times: [], timed: 0 });
  });

  test("version", async () => {
    const { flows } = world.as("publisher");
    const { document } = await flows.version({ id: world.ours.flow, version: world.ours.flowVersion });
    expect(Object.keys(document.steps)).toContain("announce");
    const { revision } = await flows.draft({ id: world.ours.flow });
    const edit = { id: crypto.randomUUID(), label: "Rename", kind: "edit" as const, of: null };
    const changes = [{ path: ["language"], before: document.language, after: "de-DE" }];
    await flows.edit({ id: world.ours.flow, base: revision, edits: [{ ...edit, changes }] });
    await flows.publish({ id: world.ours.flow, revision: revision + 1, note: "" });
    const version = (await flows.versions({ id: world.ours.flow })).find(({ current }) => current)!.id;
    expect(await callsOf({ version })).toMatchObject({ started: 0, exits: [], timed: 0 });
    expect(await callsOf()).toMatchObject({ started: CALLS });
  });
});

/** Rows of tables and indexes that this database has read so far. */
async function touched(): Promise<number> {
  const { prisma } = await import("@/server/platform/db");
  for (let at = 0; at < 8; at++) await prisma().$queryRaw`select pg_stat_force_next_flush()::text`;
  const { rows } = await world.database.owner.query<{ rows: number }>(
    `select (sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)))::int as rows from pg_stat_all_tables
     where schemaname in ('public', 'report_month') and relname ~ '^(report_count|(interaction|step)_fact)'`,
  );
  await world.database.owner.query("select pg_stat_clear_snapshot()");
  return rows[0]!.rows;
}
