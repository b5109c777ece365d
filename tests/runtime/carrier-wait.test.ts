import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountId } from "@/server/ports/ids";
import { problemOf } from "../api/ask";
import { type TestWorld, testWorld } from "../support/world";

/** A carrier that says when it wants to be asked again: no dial of its row asks before, and none rushes in after. */
let world: TestWorld;
beforeAll(async () => {
  world = await testWorld({ callsPerSecond: 1 });
});
beforeEach(async () => {
  await world.database.owner.query("delete from carrier_pace");
});
afterEach(async () => {
  await world.sandbox.clearFaults();
});

const AGENT = "+12025550199";
const WAITING = 20;
const WAIT_SECONDS = 30;
const STEP_SECONDS = 0.5;
/** Call slots are written down to the millisecond. */
const MILLISECOND = 0.001;

async function setPace(callsPerSecond: number | null): Promise<void> {
  await world.database.owner.query("update carrier set calls_per_second = $1", [callsPerSecond]);
  const { forgetAccount } = await import("@/server/storage/account-facts");
  forgetAccount(world.account as AccountId);
}

/** How often the carrier has been asked for a call; the legs of its forwards are its own. */
async function asked(): Promise<number> {
  const log = await world.sandbox.log();
  return log.filter(({ message, event, to }) => message === "create" || (event === "create" && to !== AGENT)).length;
}

type Seen = { now: number; until: number | null; asked: number };

/** What is to be seen in steps of half a second until the carrier has been asked so often; in seconds of the driven clock. */
async function watch(often: number): Promise<Seen[]> {
  const text = `select extract(epoch from patchcord_now())::float as now,
    (select extract(epoch from max(not_before))::float from carrier_pace) as until`;
  const look = async () => ({ ...(await world.database.owner.query(text)).rows[0], asked: await asked() }) as Seen;
  const seen = [await look()];
  for (let steps = 0; (seen.at(-1)?.asked ?? 0) < often && steps < 200; steps++) {
    await world.clock.advance(STEP_SECONDS);
    seen.push(await look());
  }
  return seen;
}

/** What was asked while the carrier waited. */
const askedTooEarly = (seen: readonly Seen[]) =>
  seen.filter((one, at) => {
    const before = seen[at - 1];
    return before && before.until === one.until && one.now < (one.until ?? 0) && one.asked > before.asked;
  });

/** Seconds between the call slots that the waiting calls had in the end, in order, and the first's distance from the wait's end. */
async function slots(first: string): Promise<{ afterTheWait: number; gaps: number[] }> {
  const { rows } = await world.database.owner.query<{ after: number }>(
    `select extract(epoch from a.dial_at - p.not_before)::float as after from dial_attempt a join carrier_pace p using (carrier_id)
     where a.created_at >= $1 order by a.dial_at`,
    [first],
  );
  const at = rows.map(({ after }) => after);
  return { afterTheWait: at[0] ?? -1, gaps: at.slice(1).map((one, index) => one - (at[index] ?? 0)) };
}

const start = (nth: number) => world.start({ contact_1: `+120255501${10 + nth}`, contact_2: AGENT });
const startAll = (from: number, to: number) =>
  Promise.all(Array.from({ length: to - from }, (_, index) => start(from + index)));
const moment = async () => (await world.database.owner.query("select patchcord_now()::text as now")).rows[0].now;

async function refuse(retry_after: number, times = 1): Promise<void> {
  await world.sandbox.addFault({ match: { operation: "create" }, effect: "error_429", retry_after, times });
}

describe.each([
  ["of one call a second", 1, 1],
  ["of two calls a second", 2, 0.5],
  ["without a pace", null, 0.2],
])("13.23 a carrier row %s that is told to wait", (_name, callsPerSecond, gap) => {
  it("asks for none of the calls that wait, and then for one after the other", async () => {
    await setPace(callsPerSecond);
    const [before, began] = [await asked(), await moment()];
    await refuse(WAIT_SECONDS);
    await start(0);
    await world.clock.settle();
    expect((await asked()) - before).toBe(1);
    for (const { status } of await startAll(1, WAITING)) expect(status).toBe(202);

    const seen = await watch(before + WAITING + 1);
    expect(askedTooEarly(seen)).toEqual([]);
    expect((await asked()) - before).toBe(WAITING + 1);
    const { afterTheWait, gaps } = await slots(began);
    expect(afterTheWait).toBeGreaterThan(-MILLISECOND);
    expect(gaps).toHaveLength(WAITING - 1);
    expect(Math.min(...gaps)).toBeCloseTo(gap, 2);
  });
});

describe("13.23 dials that were queued before their row was told to wait", () => {
  it("ask when that is over, and not each in its turn", async () => {
    await setPace(1);
    const [before, began] = [await asked(), await moment()];
    await refuse(WAIT_SECONDS);
    await startAll(0, WAITING);
    const seen = await watch(before + WAITING + 1);
    expect(askedTooEarly(seen)).toEqual([]);
    expect((await asked()) - before).toBe(WAITING + 1);
    const { afterTheWait, gaps } = await slots(began);
    expect(afterTheWait).toBeGreaterThan(-MILLISECOND);
    expect(Math.min(...gaps)).toBeCloseTo(1, 2);
  });

  it("wait again where the first that asks is told so again", async () => {
    await setPace(0.2);
    const before = await asked();
    await refuse(10, 3);
    await startAll(0, 5);
    const seen = await watch(before + 5 + 3);
    expect(new Set(seen.map(({ until }) => until)).size).toBeGreaterThanOrEqual(3);
    expect(askedTooEarly(seen)).toEqual([]);
    expect((await asked()) - before).toBe(5 + 3);
  });
});

it("13.23 a wait of years is an hour at most, and a start that would wait so long is refused", async () => {
  await setPace(null);
  await refuse(900_000_000);
  await start(0);
  await world.clock.settle();
  const left = "select extract(epoch from not_before - patchcord_now())::float as left from carrier_pace";
  const { rows } = await world.database.owner.query(left);
  expect(rows[0].left).toBeGreaterThan(3500);
  expect(rows[0].left).toBeLessThanOrEqual(3600);
  await problemOf(await start(1), 503, "queue_full");
});
