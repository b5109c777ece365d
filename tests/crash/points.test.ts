import { beforeAll, describe, expect, it } from "vitest";
import { setEnvironment } from "../support/environment";
import { replayAll } from "../support/replay-all";
import { PENDING, type StubServer, stubServer } from "../support/stub-server";
import { type Harness, inHarness } from "./harness";
import { bundleProduct } from "./program";
import { type Scenario, scenarios } from "./scenarios";
import { type Fate, letTimePass } from "./time";
import { callsByAttempt } from "./witness";

// The product is killed (SIGKILL) at every point between two writes on each scenario's way, and started again. The
// sandbox's own log testifies: no attempt rang twice, no accepted interaction vanished, each reached a terminal state; and
// a foreign server's: nothing was asked twice that must not be.

/**
 * How many times as long as without a death work may take to go on after one. Without it, it takes a start of the product
 * and the longest wait between two movements, both measured in the same run.
 */
const RESUME_TIMES = 10;

let programs: string;
let foreign: StubServer;
beforeAll(async () => {
  foreign = await stubServer(({ path }) => (path === "/hang" ? PENDING : { body: "{}" }));
  setEnvironment({ DATABASE_URL: "postgresql://each/has-its-own", PUBLIC_URL: "http://127.0.0.1:1" });
  programs = await bundleProduct();
});

/**
 * Messages that cross make a write more or less, a call's first event among them, which is written only where it comes before
 * the answer to the dial: the last points of a way are not there every time.
 */
const SOMETIMES = 4;
const NOT_DEAD = "not there this time";

type Run = { fate: Fate; points: string[]; undisturbedMs: number; backMs: number | null; interaction: string };

/** One interaction whose process dies at `crashAt`; -1: it lives, and tells the points it passed. */
async function run(made: Harness, scenario: Scenario, crashAt: number): Promise<Run> {
  const began = Date.now();
  let product = await made.startProduct(crashAt);
  const startMs = Date.now() - began;
  const flow = scenario.prepare ? await product.prepare(scenario.prepare(foreign.url)) : made.world.flow;
  for (const [number, callee] of Object.entries(scenario.callees ?? {})) await made.sandbox.putCallee(number, callee);
  const bearer = await made.token();
  const key = `crash-${crashAt}`;
  const start = async () =>
    fetch(`${made.baseUrl}/api/flows/${flow}/interactions`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(scenario.arguments),
    });
  let died: number | null = null;
  let over = false;
  product.dead.then(async () => {
    if (over) return;
    died = Date.now();
    product = await made.startProduct();
  });
  let response = await start().catch(() => null);
  if (!response) {
    // No answer: the website asks again with the same key, once the product is back, and as long as it is not ready (503).
    await product.dead;
    for (; !response || response.status === 503; await new Promise((resolve) => setTimeout(resolve, 20)))
      response = await start().catch(() => null);
  }
  expect(response.status).toBe(202);
  const { interaction_id } = (await response.json()) as { interaction_id: string };
  const fate = await letTimePass(made, interaction_id);
  over = true;
  const points = crashAt === -1 ? await product.points() : [];
  const undisturbedMs = startMs + longestWait(died, fate);
  return { fate, points, undisturbedMs, backMs: backAfter(died, fate), interaction: interaction_id };
}

/** The longest time between two movements before any death. */
function longestWait(died: number | null, { moved }: Fate): number {
  const before = died === null ? moved : moved.filter((moment) => moment < died);
  return Math.max(0, ...before.slice(1).map((moment, nth) => moment - (before[nth] as number)));
}

/** From the death to the first movement after it, the restart included; 0 where all that was to be done had been done. */
function backAfter(died: number | null, { moved }: Fate): number | null {
  if (died === null) return null;
  const at = died;
  return (moved.find((moment) => moment > at) ?? at) - at;
}

/** Of all runs of a scenario: how they ended, and how long work took to go on, with a death and without. */
type Seen = { endings: Map<string, number>; undisturbedMs: number[]; backMs: number[] };

/** What is wrong after a death at `at`. */
async function findings(scenario: Scenario, at: number, seen: Seen): Promise<string[]> {
  return inHarness(programs, async (made) => {
    const { fate, backMs, undisturbedMs, interaction } = await run(made, scenario, at);
    const wrong: string[] = [];
    for (const [, { rang, created }] of callsByAttempt(await made.sandbox.log()))
      if (rang > 1 || created > 1) wrong.push(`dialled ${created} times, rang ${rang}`);
    const asked = foreign.received.filter(({ headers }) => String(headers["idempotency-key"]).startsWith(interaction));
    if (asked.filter(({ method }) => method === "POST").length > 1) wrong.push(`asked ${asked.length} times`);
    if (fate.status === "running") wrong.push("stuck");
    const { rows } = await made.database.owner.query("select count(*)::int as found from interaction");
    if (rows[0].found !== 1) wrong.push(`${rows[0].found} interactions`);
    seen.undisturbedMs.push(undisturbedMs);
    seen.backMs.push(backMs ?? 0);
    if ((await replayAll(made.database.owner)).length) wrong.push("does not replay");
    const ending = backMs === null ? NOT_DEAD : `${fate.status} ${fate.outcome} ${fate.call_result}`;
    seen.endings.set(ending, (seen.endings.get(ending) ?? 0) + 1);
    return wrong;
  });
}

describe("kill -9 at every point between two writes", () => {
  it.each(scenarios)("$name: nothing twice, nothing lost, everything ends", { timeout: 600_000 }, async (scenario) => {
    const seen: Seen = { endings: new Map(), undisturbedMs: [], backMs: [] };
    const points = await inHarness(programs, async (made) => {
      const { fate, points, undisturbedMs } = await run(made, scenario, -1);
      expect(fate).toMatchObject(scenario.ends);
      seen.undisturbedMs.push(undisturbedMs);
      return points;
    });
    expect(points.length, points.join(", ")).toBeGreaterThan(scenario.points);

    const wrong: string[] = [];
    let next = 0;
    const worker = async () => {
      for (let at = next++; at < points.length; at = next++)
        wrong.push(...(await findings(scenario, at, seen)).map((what) => `${at} ${points[at]}: ${what}`));
    };
    // All of them, also where one threw: none may still kill and start processes when the test is over.
    const workers = await Promise.allSettled([worker(), worker(), worker()]);
    for (const outcome of workers) if (outcome.status === "rejected") throw outcome.reason;
    const ended = [...seen.endings].map(([ending, count]) => `${count} ${ending}`).join(", ");
    const [undisturbedMs, backMs] = [Math.max(...seen.undisturbedMs), Math.max(...seen.backMs)];
    console.log(`${points.length} points: ${ended}; back after ${backMs} ms at most, ${undisturbedMs} ms undisturbed`);
    expect(wrong).toEqual([]);
    expect(backMs, "the slowest to go on").toBeLessThan(RESUME_TIMES * undisturbedMs);
    expect(seen.endings.get(NOT_DEAD) ?? 0, "points that were not there every time").toBeLessThanOrEqual(SOMETIMES);
  });
});
