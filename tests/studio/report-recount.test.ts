import { beforeAll, expect, test } from "vitest";
import type { LogRow } from "@/server/sandbox-carrier/world/call-log";
import type { CalleeInput } from "@/server/sandbox-carrier/world/callee";
import { sessionAs } from "../support/session";
import { type TestWorld, testWorld } from "../support/world";

/**
 * What the reports count, against what the carrier's own log says of the same calls: of every outcome that its phones know,
 * with every outcome of the agent's. RECOUNT_CALLS: how many.
 */
const CALLS = Number(process.env.RECOUNT_CALLS ?? 96);
const AT_ONCE = 96;
const CONTACTS = ["0120", "0121", "0122", "0123", "0124", "0125", "0126", "0127"].map((last) => `+1202555${last}`);
const AGENTS = ["0130", "0131", "0132", "0133"].map((last) => `+1202555${last}`);

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});

/** A phone of its own for each call, that does as one of the demo's does: calls between the same two numbers would wait for each other. */
async function call(nth: number, callees: Record<string, CalleeInput>, bearer: string): Promise<void> {
  const to = `+1202${5_560_000 + nth}`;
  await world.sandbox.putCallee(to, callees[CONTACTS[nth % CONTACTS.length]!]!);
  const agent = AGENTS[Math.floor(nth / CONTACTS.length) % AGENTS.length]!;
  const answer = await world.start({ contact_1: to, contact_2: agent }, { authorization: `Bearer ${bearer}` });
  expect(answer.status).toBe(202);
}

async function untilAllAreOver(): Promise<void> {
  const running = "select count(*)::int as n from interaction where status = 'running'";
  for (let passed = 0; (await world.database.owner.query(running)).rows[0].n > 0; ) {
    expect(passed, "seconds that these calls take").toBeLessThan(600);
    passed += await world.clock.next(60);
  }
}

type Counts = Record<string, number>;

/** A contact's call as the log tells it, its agent's leg beside it. */
type Told = { answered: boolean; joined: boolean; status?: string; ended?: number; agentEnded?: number };

function countLog(log: LogRow[]): Counts {
  const calls = new Map<string, Told>();
  for (const { seq, event, call_sid, parent, status } of log) {
    const sid = parent ?? call_sid;
    if (!sid) continue;
    const told = calls.get(sid) ?? { answered: false, joined: false };
    calls.set(sid, told);
    if (event === "answered" && !parent) told.answered = true;
    if (event === "bridged") told.joined = true;
    if (event === "ended") Object.assign(told, parent ? { agentEnded: seq } : { status, ended: seq });
  }
  const counts: Counts = {};
  const count = (what: string, is = true) => {
    if (is) counts[what] = (counts[what] ?? 0) + 1;
  };
  for (const { answered, joined, status, ended = 0, agentEnded } of calls.values()) {
    count("started");
    count("rung");
    count("joined", joined);
    // Nobody was there for the contact, who was the first to hang up.
    count("abandoned", answered && !joined && (agentEnded === undefined || agentEnded > ended));
    count(`call_result ${RESULT[status ?? ""] ?? status}`);
  }
  return counts;
}
/** The reports' words for how the carrier says that a call ended. */
const RESULT: Record<string, string> = {
  completed: "answered",
  busy: "busy",
  "no-answer": "no_answer",
  // Rung for as long as it was to be, and ended by us: the database's clock goes on by itself, too, while the carrier's waits.
  canceled: "no_answer",
  failed: "invalid_number",
};

async function countReports(): Promise<Counts> {
  const { appRouter } = await import("@/server/trpc/router");
  const studio = appRouter.createCaller({ session: sessionAs(world, "admin") });
  const { totals } = await studio.reports.overview({ period: "7d", zone: "UTC" });
  const compared = totals.filter(({ measure }) =>
    ["started", "rung", "joined", "abandoned", "call_result"].includes(measure),
  );
  return Object.fromEntries(compared.map(({ measure, key, number }) => [`${measure} ${key}`.trim(), number]));
}

test(`${CALLS} calls of every outcome are counted as the carrier's log has them`, {
  timeout: 60_000 + CALLS * 300,
}, async () => {
  const log: LogRow[] = [];
  const callees = await world.sandbox.callees();
  for (let from = 0; from < CALLS; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, CALLS - from) }, (_, index) => from + index);
    // A new one each time: a token lasts ten minutes.
    const bearer = await world.token();
    await Promise.all(numbers.map((nth) => call(nth, callees, bearer)));
    await untilAllAreOver();
    log.push(...(await world.sandbox.log(log.at(-1)?.seq)));
  }
  const told = countLog(log);
  expect(Object.keys(told)).toHaveLength(8);
  await expect.poll(countReports).toEqual(told);
});
