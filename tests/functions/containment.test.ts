import { afterAll, expect, test } from "vitest";
import { createPool } from "@/server/resources/functions/pool/pool";
import { runSource } from "@/server/resources/functions/run";
import { RUN_MOST_MS } from "@/server/resources/functions/sandbox/limits";
import { setEnvironment } from "../support/environment";
import { timed } from "../support/timed";
import { attacks } from "./attacks";

setEnvironment({});
const LATE_MS = 500;
const pool = createPool({ processes: 4, processesPerAccount: 2, waiting: 1000, waitMs: 10_000, idleMs: 60_000 });
afterAll(() => pool.close());

const at = "2026-03-01T09:30:00.000Z";
const GREET = 'export default ({ name }) => ({ greeting: "Hello, " + name })';
const greet = (account: string) => runSource(pool, account, { source: GREET, args: { name: "Ada" }, at, seed: "1" });

/** One after the other for as long as the attack lasts: what another account's calls take meanwhile. */
async function greetings(until: () => boolean): Promise<number[]> {
  const took: number[] = [];
  do {
    const { result, awakeMs } = await timed(() => greet("another"));
    expect(result.result).toBe("returned");
    took.push(awakeMs);
  } while (!until());
  return took;
}

const slowest: number[] = [];

test.each(attacks)("$name", async ({ source, ends, says }) => {
  // Both find a process that is up: what is measured is the attack, not how long a process takes to start.
  await Promise.all([greet("another"), greet("attacker")]);
  let over = false;
  const attack = timed(() => runSource(pool, "attacker", { source, args: {}, at, seed: "1" })).finally(() => {
    over = true;
  });
  slowest.push(Math.max(...(await greetings(() => over))));
  const { result: ran, awakeMs } = await attack;
  expect(ends).toContain(ran.result);
  if (says && ran.result === "failed") expect(ran.failure.message).toMatch(says);
  expect(awakeMs).toBeLessThan(RUN_MOST_MS + LATE_MS);
  expect((await greet("attacker")).result).toBe("returned");
});

test("other accounts' calls are not held up, and the pool does not grow", () => {
  const ordered = slowest.toSorted((a, b) => a - b);
  const median = ordered[Math.floor(ordered.length / 2)] ?? 0;
  console.log(
    `slowest ordinary call beside each of ${ordered.length} attacks: median ${median.toFixed(1)} ms, most ${ordered.at(-1)?.toFixed(1)} ms`,
  );
  expect(median).toBeLessThan(LATE_MS / 2);
  expect(pool.pids().length).toBeLessThanOrEqual(4);
});
