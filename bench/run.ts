import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { testDir } from "../tests/support/cluster";
import { engineBursts } from "./engine";
import { eventLoopDelay, openEveryPage, startWeb } from "./first-loads";
import { interleavedWith, median, type Raw, type Round } from "./interleaved";
import type { Latencies } from "./keep-busy";
import type { LoadRequest } from "./load";
import { processorMs } from "./processor-time";
import { durableTransactions, startTrivialRoute } from "./raw-limits";
import { table } from "./table";
import { verifierMilliseconds } from "./verify";
import { benchCluster, benchWorld, type CallFigures } from "./world";

/**
 * `npm run bench`: what the product does, as ratios against raw limits measured in turn with it. R: requests a second of
 * a trivial Next route handler, L its p99, both at 16 in flight; T: the database's durable transactions a second.
 */

const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
/** How often each figure that has an aim in R or L is measured, with R and L in between. */
const ROUNDS = 3;
const programs = path.join(testDir, "bench-programs");
const root = process.cwd();
const FORM = { "content-type": "application/json" };

const cluster = await benchCluster();
const world = await benchWorld(programs, cluster);
const { database, owner, postmaster, baseUrl, seeded, load, children, start, ask, token } = world;

const T: number[] = [];
for (const connections of [1, 8, 32]) T.push(await durableTransactions(database.ownerUrl, connections, 3));

const rows: string[][] = [];
const ms = (value: number) => `${value.toFixed(1)} ms`;
const add = (what: string, value: string, ratio = "", aim = "") => rows.push([what, value, ratio, aim]);

const next = await startTrivialRoute(root);
children.push(next.process);
const trivial = (seconds: number) =>
  ask<Latencies>({ do: "requests", url: next.url, method: "GET", inFlight: 16, seconds, status: 200 });
// Compiled by thousands of requests before it is measured, as ours is.
await trivial(SECONDS);
const turns = interleavedWith(() => trivial(SECONDS / 2));

add("engine: transcripts on one core", `${engineBursts(3).toFixed(0)} bursts/s`, "", "≥ 20,000");
add("verifier: a flow of 1,000 steps, median of seven", ms(verifierMilliseconds()));
await accepts();
await wholeInteractions();
await callsWhilePagesLoad();
rows.unshift(
  ["R: trivial Next route, 16 in flight, req/s", spread("perSecond", 0), "1.00 R"],
  ["L: its p99, ms", spread("p99", 1), "1.00 L"],
  ["T: durable transactions at 1 / 8 / 32 connections", T.map((value) => value.toFixed(0)).join(" / ")],
);
console.log(`\n${table(["what", "measured", "against raw", "aim"], rows)}`);
await world.close();
await cluster.stop();

/** Accepts alone: no worker, so that nothing but the accept is measured. */
async function accepts(): Promise<void> {
  const product = await start("product", { WORKER: "off" });
  const bearer = await token();
  const body = JSON.stringify({ contact_1: "{number}", contact_2: "+12025550130" });
  const url = `${baseUrl}/api/flows/${seeded.flow}/interactions`;
  const headers = { ...FORM, authorization: `Bearer ${bearer}` };
  const accept = () =>
    ask<Latencies>({ do: "requests", url, method: "POST", body, headers, inFlight: 16, seconds: SECONDS, status: 202 });
  const rounds = await turns.rounds(ROUNDS, accept);
  add(
    "accept, 16 in flight",
    `${middle(rounds, "perSecond").toFixed(0)} req/s, ${failures(rounds)}`,
    ...toR(rounds, 1),
  );
  add(
    "accept p50 / p99",
    `${ms(middle(rounds, "p50"))} / ${ms(middle(rounds, "p99"))}`,
    `p99 ${toL(rounds, ({ p99 }) => p99)}`,
  );
  product.kill("SIGKILL");
  await owner.query(
    "truncate interaction, interaction_event, dial_attempt, deadline, graphile_worker._private_jobs cascade",
  );
}

/** Whole interactions: accept, dial, answered, announced, forwarded, ended, over the bench carrier. */
async function wholeInteractions(): Promise<void> {
  const flags = process.env.BENCH_PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${path.join(testDir, "profile")}`] : [];
  const product = await start("product", {}, flags);
  const bearer = await token();
  const calls = (inFlight: number, pauseMs = 0) =>
    ask<CallFigures>({ do: "calls", flow: seeded.flow, bearer, inFlight, seconds: SECONDS, pauseMs });
  // The trivial route was compiled by thousands of requests before it was measured; so is ours.
  await calls(64);
  for (const [inFlight, pauseMs] of [
    [1, 0],
    [16, 0],
    [64, 0],
    [200, 0],
    [200, 1000],
  ] as const) {
    const rounds = await turns.rounds(inFlight === 16 ? ROUNDS : 1, async () => {
      const before = { ...(await transactionsSoFar()), ...processorSoFar(product) };
      const got = await calls(inFlight, pauseMs);
      return { ...got, before, after: { ...(await transactionsSoFar()), ...processorSoFar(product) } };
    });
    const got = middleRound(rounds);
    const { before, after, documents } = got;
    if (inFlight !== 200)
      add(
        `whole interactions, ${inFlight} in flight`,
        `${got.perSecond.toFixed(0)} /s, ${failures(rounds)}`,
        ...(inFlight === 16 ? toR(rounds, 0.25) : toR(rounds)),
      );
    const limit = { 1: "", 16: "≤ 1.50 L", 64: "", 200: "≤ 100 ms" }[inFlight] ?? "";
    const pace = pauseMs ? " that ring, listen and talk about 1 s each" : "";
    add(
      `webhook → document, ${inFlight} in flight${pace}: p50 / p99`,
      `${ms(documents.p50)} / ${ms(documents.p99)}`,
      `p99 ${toL(rounds, (ours) => ours.documents.p99)}`,
      limit,
    );
    if (inFlight === 16) {
      add(
        "accept → the carrier is asked for the call, 16 in flight: p50 / p99",
        `${ms(got.toDial.p50)} / ${ms(got.toDial.p99)}`,
      );
      // Warm-up included on both sides: what the database counted, by what it recorded.
      add(
        "write transactions an interaction, 16 in flight",
        ((after.written - before.written) / (after.interactions - before.interactions)).toFixed(2),
        "",
        "≤ 9",
      );
      add(
        "all transactions an interaction, reads included",
        ((after.committed - before.committed) / (after.interactions - before.interactions)).toFixed(2),
      );
    }
    const each = (who: "product" | "database" | "load") =>
      ((after[who] - before[who]) / (after.interactions - before.interactions)).toFixed(1);
    add(
      `processor time an interaction, ${inFlight} in flight${pace}: product / PostgreSQL / load`,
      `${each("product")} / ${each("database")} / ${each("load")} ms`,
    );
  }
  product.disconnect();
  await new Promise((resolve) => product.once("exit", resolve));
}

/** The event loop that answers webhooks, from the first second on, while Next and each page are loaded for the first time. */
async function callsWhilePagesLoad(): Promise<void> {
  const dist = path.join(root, process.env.PATCHCORD_DIST ?? "dist");
  const web = await startWeb(path.join(dist, "front.mjs"), path.join(programs, "event-loop.mjs"));
  children.push(web);
  const bearer = await token();
  const opened = openEveryPage(baseUrl, seeded);
  const calls: CallFigures[] = [];
  let isOpen = false;
  const over = () => {
    isOpen = true;
  };
  opened.then(over, over);
  await eventLoopDelay(web);
  do {
    const ask64: LoadRequest = { do: "calls", flow: seeded.flow, bearer, inFlight: 64, seconds: 2, pauseMs: 0 };
    calls.push(await ask<CallFigures>(ask64));
  } while (!isOpen);
  await opened;
  const { p999, longest, busiest } = await eventLoopDelay(web);
  add("event loop while pages load for the first time, 64 in flight: p99.9", ms(p999));
  add(
    "the longest it stood still: by the clock / in processor time",
    `${ms(longest)} / ${ms(busiest)}`,
    "",
    "≤ 250 ms",
  );
  const slowest = Math.max(...calls.map(({ documents }) => documents.longest));
  const failed = calls.reduce((sum, call) => sum + call.failed, 0);
  add("the longest a webhook waited for its document meanwhile", `${ms(slowest)}, ${failed} failed`, "", "≤ 500 ms");
  web.kill("SIGTERM");
  await once(web, "exit");
}

function processorSoFar(product: ChildProcess) {
  return {
    product: processorMs(product.pid ?? 0),
    database: processorMs(postmaster),
    load: processorMs(load.pid ?? 0),
  };
}

/** `written` counts transactions that were given an id, that is, wrote; pg_stat_database counts every commit. */
async function transactionsSoFar(): Promise<{ written: number; committed: number; interactions: number }> {
  await owner.query("select pg_stat_clear_snapshot()");
  const { rows: found } = await owner.query(
    `select (pg_snapshot_xmax(pg_current_snapshot())::text)::bigint::float as written,
      (select xact_commit::float from pg_stat_database where datname = current_database()) as committed,
      (select count(*)::float from interaction where status <> 'running') as interactions`,
  );
  return found[0];
}

/** Of all measurements of a raw limit the median, the least and the most. */
function spread(limit: keyof Raw, digits: number): string {
  const values = turns.all.map((raw) => raw[limit]);
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)];
  return `${middle.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

/** Medians of the rounds: what a figure is of R, with its aim, and what of L. */
function toR(rounds: Round<Latencies>[], aim?: number): [string, string] {
  const ratio = median(rounds.map(({ ours, raw }) => ours.perSecond / raw.perSecond));
  return [`${ratio.toFixed(2)} R`, aim === undefined ? "" : `≥ ${aim.toFixed(2)} R`];
}

function toL<Ours>(rounds: Round<Ours>[], of: (ours: Ours) => number): string {
  return `${median(rounds.map(({ ours, raw }) => of(ours) / raw.p99)).toFixed(2)} L`;
}

function middle(rounds: Round<Latencies>[], figure: "perSecond" | "p50" | "p99"): number {
  return median(rounds.map(({ ours }) => ours[figure]));
}

function failures(rounds: Round<Latencies>[]): string {
  return `${rounds.reduce((sum, { ours }) => sum + ours.failed, 0)} failed`;
}

/** The round whose rate is the median: its other figures belong together. */
function middleRound<Ours extends Latencies>(rounds: Round<Ours>[]): Ours {
  const rate = middle(rounds, "perSecond");
  return (rounds.find(({ ours }) => ours.perSecond === rate) ?? rounds[0]!).ours;
}
