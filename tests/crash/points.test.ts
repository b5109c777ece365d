import { beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "../support/database";
import { setEnvironment } from "../support/environment";
import { replayAll } from "../support/replay-all";
import { type Harness, harness } from "./harness";
import { bundleProduct } from "./program";
import { type Fate, letTimePass } from "./time";
import { callsByAttempt } from "./witness";

/**
 * The product is killed (SIGKILL) at every point between two writes on the way accept → dial → answered → forward → end,
 * and started again. The sandbox's own log testifies: no attempt rang twice, no accepted interaction vanished, each
 * reached a terminal state.
 */
const CALL = { contact_1: "+12025550120", contact_2: "+12025550130" };
/** Real seconds within which work must go on after the restart (the issue's figure). */
const RESUME_SECONDS = 15;

let programs: string;
beforeAll(async () => {
  setEnvironment({ DATABASE_URL: "postgresql://each/has-its-own", PUBLIC_URL: "http://127.0.0.1:1" });
  programs = await bundleProduct();
});

async function inHarness<T>(work: (made: Harness) => Promise<T>): Promise<T> {
  const database = await testDatabase();
  const secrets = Object.fromEntries(
    ["NEXTAUTH_SECRET", "ENCRYPTION_KEY", "BACKGROUND_SECRET", "METRICS_TOKEN"].map((name) => [
      name,
      process.env[name] as string,
    ]),
  );
  const made = await harness(database, programs, secrets);
  try {
    return await work(made);
  } finally {
    await made.close();
    await database.drop();
  }
}

/** One interaction whose process dies at `crashAt`; -1: it lives, and tells the points it passed. */
async function run(made: Harness, crashAt: number): Promise<{ fate: Fate; points: string[]; backMs: number | null }> {
  let product = await made.startProduct(crashAt);
  const bearer = await made.token();
  const key = `crash-${crashAt}`;
  const start = async () =>
    fetch(`${made.baseUrl}/api/flows/${made.world.flow}/interactions`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(CALL),
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
    // No answer: the website asks again with the same key, once the product is back.
    await product.dead;
    for (; !response; await new Promise((resolve) => setTimeout(resolve, 20)))
      response = await start().catch(() => null);
  }
  expect(response.status).toBe(202);
  const { interaction_id } = (await response.json()) as { interaction_id: string };
  const fate = await letTimePass(made, interaction_id);
  over = true;
  const points = crashAt === -1 ? await product.points() : [];
  return { fate, points, backMs: backAfter(died, fate) };
}

/** From the death to the first movement after it, the restart included; 0 where all that was to be done had been done. */
function backAfter(died: number | null, { moved }: Fate): number | null {
  if (died === null) return null;
  const at = died;
  return (moved.find((moment) => moment > at) ?? at) - at;
}

describe("kill -9 at every point between two writes", () => {
  it("never dials twice, loses nothing, ends everything", { timeout: 600_000 }, async () => {
    const points = await inHarness(async (made) => {
      const { fate, points } = await run(made, -1);
      expect(fate).toMatchObject({ status: "completed", outcome: "forwarded" });
      return points;
    });
    expect(
      points.length,
      "start, claim, create, bind, progress, three bursts, leg, end: each before and after",
    ).toBeGreaterThan(15);

    const findings: string[] = [];
    const endings = new Map<string, number>();
    let next = 0;
    const worker = async () => {
      for (let at = next++; at < points.length; at = next++) {
        const point = `${at} ${points[at]}`;
        await inHarness(async (made) => {
          const { fate, backMs } = await run(made, at);
          const calls = callsByAttempt(await made.sandbox.log());
          for (const [, { rang, created }] of calls)
            if (rang > 1 || created > 1) findings.push(`${point}: dialled ${created} times, rang ${rang}`);
          if (fate.status === "running") findings.push(`${point}: stuck`);
          const { rows } = await made.database.owner.query("select count(*)::int as found from interaction");
          if (rows[0].found !== 1) findings.push(`${point}: ${rows[0].found} interactions`);
          if (backMs === null) findings.push(`${point}: the process did not die there`);
          else if (backMs > RESUME_SECONDS * 1000) findings.push(`${point}: resumed after ${backMs} ms`);
          const differing = await replayAll(made.database.owner);
          if (differing.length) findings.push(`${point}: does not replay`);
          const ending = `${fate.status} ${fate.outcome} ${fate.call_result}`;
          endings.set(ending, (endings.get(ending) ?? 0) + 1);
        });
      }
    };
    await Promise.all([worker(), worker(), worker()]);
    console.log(`${points.length} points: ${[...endings].map(([ending, count]) => `${count} ${ending}`).join(", ")}`);
    expect(findings).toEqual([]);
  });
});
