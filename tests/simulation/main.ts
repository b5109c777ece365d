import "./world/environment";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { keepGround, makeGround } from "./ground";
import { drawPlan } from "./plan/draw";
import { OFFERS } from "./plan/flows";
import { type Outcome, runPlan } from "./run-plan";
import { shrink } from "./shrink";
import { tellStory } from "./story";
import { installGlobals } from "./world/globals";

/** `npm run sim -- --seeds 2000 [--from 1] [--seed 4711,12 --trace] [--minutes 10]`. Exits with 1 where an invariant is broken. */
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "200" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    minutes: { type: "string" },
    trace: { type: "boolean", default: false },
    hashes: { type: "boolean", default: false },
    shrink: { type: "boolean", default: false },
    /** Stops at the first seed that breaks an invariant. */
    first: { type: "boolean", default: false },
    /** Makes what all worlds begin with, and lets none live. */
    make: { type: "boolean", default: false },
    /** A file with changes of SQL functions: planted bugs. */
    sql: { type: "string" },
  },
});

const began = performance.now();
installGlobals();
if (values.make) {
  await keepGround();
  process.exit(0);
}
const ground = await makeGround(values.sql ? JSON.parse(readFileSync(values.sql, "utf8")) : []);
// Libraries load parts of themselves with their first use, in the machine's own time, which no event waits for: one world goes before.
await runPlan(ground, drawPlan(0, OFFERS));
const madeMs = performance.now() - began;
const madeCpu = cpuSeconds();

const seeds = values.seed?.split(",").map(Number) ?? seedsFrom(Number(values.from), Number(values.seeds));
const until = values.minutes ? began + Number(values.minutes) * 60_000 : Number.POSITIVE_INFINITY;
const sum = { seeds: 0, interactions: 0, events: 0, statements: 0, virtualMs: 0, calls: 0, broken: 0 };
const struck = new Map<string, number>();
const outcomes = new Map<string, number>();
const killedAt = new Set<string>();
const clock = (ms: number) => new Date(ms).toISOString().slice(11, 23);

for (const seed of seeds) {
  if (performance.now() >= until || (values.first && sum.broken > 0)) break;
  const plan = drawPlan(seed, OFFERS);
  if (values.trace) console.log(JSON.stringify(plan, null, 1));
  const tell = (at: number, actor: string, label: string) => console.log(`${clock(at)} ${actor.padEnd(10)} ${label}`);
  const outcome = await runPlan(ground, plan, values.trace ? tell : null);
  add(outcome);
  if (values.hashes || values.trace) console.log(`seed ${seed}: ${outcome.hash}`);
  for (const { invariant, what } of outcome.violations) console.log(`seed ${seed}: ${invariant}: ${what}`);
  const [broken] = outcome.violations;
  if (broken && values.shrink) {
    const least = await shrink(ground, plan, broken.invariant);
    console.log((await tellStory(ground, least)).map((line) => `  ${line}`).join("\n"));
  }
}
report();
process.exit(sum.broken > 0 ? 1 : 0);

function* seedsFrom(first: number, count: number): Generator<number> {
  for (let seed = first; seed < first + count; seed++) yield seed;
}

function add(outcome: Outcome): void {
  sum.seeds += 1;
  for (const name of ["interactions", "events", "statements", "virtualMs", "calls"] as const)
    sum[name] += outcome[name];
  sum.broken += Number(outcome.violations.length > 0);
  for (const [kind, times] of outcome.struck) struck.set(kind, (struck.get(kind) ?? 0) + times);
  for (const [ending, times] of outcome.outcomes) outcomes.set(ending, (outcomes.get(ending) ?? 0) + times);
  for (const where of outcome.killedAt) killedAt.add(where);
}

/** What this program has used so far: the machine may be busy with others. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function report(): void {
  const seconds = (performance.now() - began - madeMs) / 1000;
  const hours = sum.virtualMs / 3_600_000;
  const list = (counts: Map<string, number>) =>
    [...counts]
      .sort(([, a], [, b]) => b - a)
      .map(([name, times]) => `${times} ${name}`)
      .join(", ");
  console.log(
    `${sum.seeds} seeds, ${sum.interactions} interactions, ${sum.calls} calls, ${sum.events} events, ${sum.statements} statements`,
  );
  console.log(
    `${hours.toFixed(0)} virtual hours in ${seconds.toFixed(1)} s (${((hours / seconds) * 60).toFixed(0)} a minute), ${(sum.seeds / seconds).toFixed(1)} seeds a second; made in ${(madeMs / 1000).toFixed(1)} s`,
  );
  const cpu = cpuSeconds() - madeCpu;
  console.log(
    `of processor time: ${(sum.seeds / cpu).toFixed(1)} seeds a second, ${((hours / cpu) * 60).toFixed(0)} virtual hours a minute; made in ${madeCpu.toFixed(1)} s`,
  );
  console.log(`faults: ${list(struck) || "none"}`);
  console.log(`endings: ${list(outcomes)}`);
  console.log(`killed at ${killedAt.size} places`);
  console.log(sum.broken > 0 ? `${sum.broken} seeds break an invariant` : "no invariant is broken");
}
