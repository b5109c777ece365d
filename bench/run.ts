import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { seedWorld } from "@/prisma/seed/world";
import { debianPostgres } from "../scripts/debian-services.mjs";
import { freePort } from "../scripts/postgres.mjs";
import { freshDatabase, startCluster, testDir } from "../tests/support/cluster";
import { setEnvironment } from "../tests/support/environment";
import { engineBursts } from "./engine";
import { interleavedWith, median, type Raw, type Round } from "./interleaved";
import type { Latencies } from "./keep-busy";
import type { LoadRequest } from "./load";
import { parentOf, processorMs } from "./processor-time";
import { durableTransactions, startTrivialRoute } from "./raw-limits";
import { table } from "./table";
import { verifierMilliseconds } from "./verify";

/**
 * `npm run bench`: what the product does, as ratios against raw limits measured in turn with it. R: requests a second of
 * a trivial Next route handler, L its p99, both at 16 in flight; T: the database's durable transactions a second.
 */
type CallFigures = Latencies & { documents: { p50: number; p99: number }; toDial: { p50: number; p99: number } };

const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
/** How often each figure with an aim in R or L is measured, with R and L in between. */
const ROUNDS = 3;
const programs = path.join(testDir, "bench-programs");
const root = process.cwd();
const FORM = { "content-type": "application/json" };

mkdirSync(programs, { recursive: true });
const cluster =
  process.env.BENCH_POSTGRES === "debian"
    ? await debianCluster()
    : await startCluster("postgres-durable", { durable: true });
const database = await freshDatabase(cluster, "bench");
const { owner } = database;
const { rows: backend } = await owner.query("select pg_backend_pid() as pid");
const postmaster = parentOf(backend[0].pid);

const port = await freePort();
const baseUrl = `http://127.0.0.1:${port}`;
setEnvironment({
  DATABASE_URL: database.appUrl,
  PORT: String(port),
  PUBLIC_URL: baseUrl,
  WORKER: "in-process",
  NODE_ENV: "production",
});
const children: ChildProcess[] = [];
const load = await start("load");
const ask = <T>(question: LoadRequest): Promise<T> =>
  new Promise((resolve) => {
    load.once("message", (answer) => resolve(answer as T));
    load.send(question);
  });

const seeded = await seedWorld(owner, {
  sandboxUrl: "http://127.0.0.1:1",
  ratePerSecond: 1_000_000,
  callsPerSecond: null,
});
const carrierUrl = await ask<string>({
  do: "carrier",
  publicUrl: baseUrl,
  accountSid: seeded.accountSid,
  token: seeded.authToken,
});
await owner.query("update carrier set base_url = $1", [carrierUrl]);

const T: number[] = [];
for (const connections of [1, 8, 32]) T.push(await durableTransactions(database.ownerUrl, connections, 3));

const rows: string[][] = [];
const ms = (value: number) => `${value.toFixed(1)} ms`;
const add = (what: string, value: string, ratio = "", aim = "") => rows.push([what, value, ratio, aim]);

const next = await startTrivialRoute(root);
children.push(next.process);
const trivial = (seconds: number) =>
  ask<Latencies>({ do: "requests", url: next.url, method: "GET", inFlight: 16, seconds, status: 200 });
// Warms the trivial route up with thousands of requests, as the product is warmed up.
await trivial(SECONDS);
const turns = interleavedWith(() => trivial(SECONDS / 2));

add("engine: transcripts on one core", `${engineBursts(3).toFixed(0)} bursts/s`, "", "≥ 20,000");
add("verifier: a flow of 1,000 steps, median of seven", ms(verifierMilliseconds()));
await accepts();
await wholeInteractions();
rows.unshift(
  ["R: trivial Next route, 16 in flight, req/s", spread("perSecond", 0), "1.00 R"],
  ["L: its p99, ms", spread("p99", 1), "1.00 L"],
  ["T: durable transactions at 1 / 8 / 32 connections", T.map((value) => value.toFixed(0)).join(" / ")],
);
console.log(`\n${table(["what", "measured", "against raw", "aim"], rows)}`);
for (const child of children) child.kill("SIGKILL");
await database.drop();
await cluster.stop();

/** Debian's PostgreSQL, which is compiled for speed; the embedded one is compiled for size. */
async function debianCluster(): ReturnType<typeof startCluster> {
  const { port, stop } = await debianPostgres(path.join(testDir, "debian-bench"));
  const url = (name: string, user = "postgres") => `postgresql://${user}@127.0.0.1:${port}/${name}`;
  return { url, stop };
}

/** Accepted starts alone: without a worker, so that no calls are made meanwhile. */
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
    `${medianOf(rounds, "perSecond").toFixed(0)} req/s, ${failures(rounds)}`,
    ...ratioToR(rounds, 1),
  );
  add(
    "accept p50 / p99",
    `${ms(medianOf(rounds, "p50"))} / ${ms(medianOf(rounds, "p99"))}`,
    `p99 ${ratioToL(rounds, ({ p99 }) => p99)}`,
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
  // Warms the product up, as the trivial route was.
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
    const got = medianRound(rounds);
    const { before, after, documents } = got;
    if (inFlight !== 200)
      add(
        `whole interactions, ${inFlight} in flight`,
        `${got.perSecond.toFixed(0)} /s, ${failures(rounds)}`,
        ...(inFlight === 16 ? ratioToR(rounds, 0.25) : ratioToR(rounds)),
      );
    const limit = { 1: "", 16: "≤ 1.50 L", 64: "", 200: "≤ 100 ms" }[inFlight] ?? "";
    const pace = pauseMs ? " that ring, listen and talk about 1 s each" : "";
    add(
      `webhook → document, ${inFlight} in flight${pace}: p50 / p99`,
      `${ms(documents.p50)} / ${ms(documents.p99)}`,
      `p99 ${ratioToL(rounds, (ours) => ours.documents.p99)}`,
      limit,
    );
    if (inFlight === 16) {
      add(
        "accept → the carrier is asked for the call, 16 in flight: p50 / p99",
        `${ms(got.toDial.p50)} / ${ms(got.toDial.p99)}`,
      );
      // Both figures include the warm-up: transactions that the database counted, by interactions that it holds.
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

async function token(): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${seeded.clientId}:${seeded.clientSecret}`).toString("base64")}`;
  const response = await fetch(`${baseUrl}/api/oauth/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "client_credentials" }),
    headers: { authorization },
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

/** Median, least and most of all measurements of a raw limit. */
function spread(limit: keyof Raw, digits: number): string {
  const values = turns.all.map((raw) => raw[limit]);
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)];
  return `${middle.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

/** The median ratio of the rounds to R, with the aim. */
function ratioToR(rounds: Round<Latencies>[], aim?: number): [string, string] {
  const ratio = median(rounds.map(({ ours, raw }) => ours.perSecond / raw.perSecond));
  return [`${ratio.toFixed(2)} R`, aim === undefined ? "" : `≥ ${aim.toFixed(2)} R`];
}

function ratioToL<Ours>(rounds: Round<Ours>[], of: (ours: Ours) => number): string {
  return `${median(rounds.map(({ ours, raw }) => of(ours) / raw.p99)).toFixed(2)} L`;
}

function medianOf(rounds: Round<Latencies>[], figure: "perSecond" | "p50" | "p99"): number {
  return median(rounds.map(({ ours }) => ours[figure]));
}

function failures(rounds: Round<Latencies>[]): string {
  return `${rounds.reduce((sum, { ours }) => sum + ours.failed, 0)} failed`;
}

/** The round whose rate is the median: its other figures belong together. */
function medianRound<Ours extends Latencies>(rounds: Round<Ours>[]): Ours {
  const rate = medianOf(rounds, "perSecond");
  return (rounds.find(({ ours }) => ours.perSecond === rate) ?? rounds[0]!).ours;
}

async function start(
  name: "load" | "product",
  env: Record<string, string> = {},
  execArgv: string[] = [],
): Promise<ChildProcess> {
  const child = fork(path.join(programs, `${name}.mjs`), {
    env: { ...process.env, ...env },
    execArgv: ["--enable-source-maps", ...execArgv],
  });
  children.push(child);
  await new Promise((resolve) => child.once("message", resolve));
  return child;
}
