import { beforeAll, expect, test } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { type StudioWorld, studioWorld } from "../studio/studio-world";
import { recordCalls } from "../support/recorded-calls";
import { sessionAs } from "../support/session";

/** What a page of reports costs grows with its period: it reads no month but its own, and no hot table from end to end. */
const CALLS = 4_000;
const DAYS = 75;
let world: StudioWorld;
let account: AccountId;
beforeAll(async () => {
  world = await studioWorld();
  const { ours, database } = world;
  account = ours.account as AccountId;
  const recorded = {
    account,
    flow: ours.flow,
    version: ours.flowVersion,
    client: ours.clientId,
    carrier: ours.carrier,
  };
  await recordCalls(database.owner, recorded, CALLS, DAYS);
  const { projectNext, turnMonths } = await import("@/server/reports/projection/mutations");
  await turnMonths([account]);
  while (await projectNext([account], 1000, true));
  await database.owner.query("analyze");
});

const HOT = ["interaction", "interaction_event", "dial_attempt", "leg", "callback"];
const LAST_24H = () => ({ period: "24h" }) as const;
const today = { period: "today", zone: "UTC" } as const;

type Ask = () => Promise<unknown>;
const caller = () => world.router.createCaller({ session: sessionAs(world.ours, "viewer") });
const list =
  (filters: object): Ask =>
  () =>
    caller().interactions.list({ filters });
const PAGES: [string, Ask][] = [
  ["the list", list({ ...LAST_24H() })],
  ["the list of a flow", () => list({ ...LAST_24H(), flow: world.ours.flow })()],
  ["the list of an outcome", list({ ...LAST_24H(), outcome: "expired" })],
  ["a number", list({ ...LAST_24H(), search: "+12025551234" })],
  ["a number that is not there", list({ ...LAST_24H(), search: "2099999999" })],
  ["last digits", list({ ...LAST_24H(), search: "51234" })],
  ["those who were joined", list({ ...LAST_24H(), joined: "yes" })],
  ["those who left a step by an exit", list({ ...LAST_24H(), step: "call_customer", exit: "busy" })],
  ["Flow Manager", () => caller().flows.list({})],
  ["the overview", () => caller().reports.overview(today)],
  ["how long it took", () => caller().reports.durations(today)],
  [
    "the calls of a version",
    () => caller().flows.calls({ id: world.ours.flow, version: world.ours.flowVersion, scope: today }),
  ],
  ["the flow execution report", () => caller().reports.execution({ scope: today, filters: {}, before: null })],
  ["its rows of an exit", () => caller().reports.execution({ scope: today, filters: { exit: "Busy" }, before: null })],
];

type Scans = Record<string, { seq: number; all: number }>;
async function scans(): Promise<Scans> {
  const { prisma } = await import("@/server/platform/db");
  await prisma().$queryRaw`select pg_stat_force_next_flush()::text`;
  await prisma().$queryRaw`select 1`;
  const { rows } = await world.database.owner.query<{ name: string; seq: number; all: number }>(
    `select relname as name, coalesce(seq_scan, 0)::int as seq, (coalesce(seq_scan, 0) + coalesce(idx_scan, 0))::int as all from pg_stat_all_tables
     where schemaname in ('public', 'report_month')`,
  );
  await world.database.owner.query("select pg_stat_clear_snapshot()");
  return Object.fromEntries(rows.map(({ name, ...counts }) => [name, counts]));
}

/** The hot tables that are read from end to end, and the months that are read beside those within 25 hours of a moment. */
async function readBy(ask: Ask, moment = Date.now()): Promise<{ whole: string[]; farMonths: string[] }> {
  const before = await scans();
  await ask();
  const after = await scans();
  // The last 24 hours or today, and as much beside them as clocks may be off: on a month's first and last day two months.
  const near = [-25, 0, 25].map((hours) =>
    new Date(moment + hours * 3_600_000).toISOString().slice(0, 7).replace("-", ""),
  );
  const months = Object.keys(after).filter((name) => /_fact_\d{6}$/.test(name) && after[name]!.all > before[name]!.all);
  return {
    whole: HOT.filter((name) => after[name]!.seq > before[name]!.seq),
    farMonths: months.filter((name) => !near.includes(name.slice(-6))),
  };
}

test.each(PAGES)("%s reads neither another month nor a whole hot table", async (_what, ask) => {
  expect(await readBy(ask)).toEqual({ whole: [], farMonths: [] });
});

test("those who left a step around the turn of a month are looked for in the two months", async () => {
  const now = new Date();
  const turn = Date.UTC(now.getUTCFullYear(), now.getUTCMonth());
  const [since, until] = [-12, 12].map((hours) => new Date(turn + hours * 3_600_000).toISOString());
  const ask = list({ since, until, step: "call_customer", exit: "busy" });
  expect(await readBy(ask, turn)).toEqual({ whole: [], farMonths: [] });
});

test("the mark has passed over all that is old, and each call's facts are there", async () => {
  const { rows } = await world.database.owner.query(
    "select count(*)::int as facts, count(*) filter (where is_joined)::int as joined from interaction_fact",
  );
  expect(rows[0]).toEqual({ facts: CALLS, joined: (CALLS / 10) * 6 });
});
