import { fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { seedWorld } from "@/prisma/seed/world";
import type { AccountId } from "@/server/ports/ids";
import { freshDatabase, type Postgres, testDir } from "../tests/support/cluster";
import { setEnvironment } from "../tests/support/environment";
import { recordCalls } from "../tests/support/recorded-calls";
import { sessionAs } from "../tests/support/session";
import { table } from "./table";
import { benchCluster } from "./world";

/**
 * `npm run bench:reports [-- interactions …]`: what each page of reports, each filter and an export cost with so many interactions
 * stored, of which as many are of each day: the day is the same, what lies beside it grows. 200,000 and 2,000,000 unless said.
 */
const COUNTS = process.argv.slice(2).map(Number);
/** Interactions a day: what is asked for costs the same at every size. */
const A_DAY = 22_000;
const TIMES = 5;

type Measured = { what: string; count: number; ms: number; rows: number; pages: number };

const [only] = COUNTS;
if (process.send && only) {
  mkdirSync(testDir, { recursive: true });
  const cluster = await benchCluster();
  try {
    process.send(await measure(cluster, only));
  } finally {
    await cluster.stop();
  }
  process.exit(0);
}
// Each in a process of its own: the product's modules know one database.
const results: Measured[][] = [];
for (const count of COUNTS.length > 0 ? COUNTS : [200_000, 2_000_000]) results.push(await measureApart(count));
report(results);

function measureApart(count: number): Promise<Measured[]> {
  const child = fork(fileURLToPath(import.meta.url), [String(count)], { execArgv: ["--enable-source-maps"] });
  return new Promise((resolve, reject) => {
    child.once("message", (measured) => resolve(measured as Measured[]));
    child.once("exit", (code) => reject(new Error(`measuring ${count} ended with ${code}`)));
  });
}

async function measure(cluster: Postgres, count: number): Promise<Measured[]> {
  const database = await freshDatabase(cluster, `reports_${count}`);
  const { owner } = database;
  setEnvironment({ DATABASE_URL: database.appUrl, PORT: "3999", PUBLIC_URL: "https://studio.example.com" });
  const world = await seedWorld(owner, { sandboxUrl: "http://127.0.0.1:1" });
  const account = world.account as AccountId;
  const recorded = {
    account,
    flow: world.flow,
    version: world.flowVersion,
    client: world.clientId,
    carrier: world.carrier,
  };
  const written = await timed(() => recordCalls(owner, recorded, count, count / A_DAY));
  console.log(`${count} interactions recorded in ${Math.round(written / 1000)} s`);
  const { appRouter } = await import("@/server/trpc/router");
  const { prisma } = await import("@/server/platform/db");
  const { projectNext, turnMonths } = await import("@/server/reports/projection/mutations");
  await turnMonths([account]);
  const projected = await timed(async () => {
    while (await projectNext([account], 500, true));
  });
  console.log(`projected in ${Math.round(projected / 1000)} s: ${((projected * 1000) / count).toFixed(0)} µs each`);
  await owner.query("vacuum analyze");

  const studio = appRouter.createCaller({ session: sessionAs(world, "admin") });
  const list = (filters: object) => () => studio.interactions.list({ filters: { period: "24h", ...filters } });
  const everything = (filters: object) => () => studio.interactions.list({ filters });
  const scope = { period: "yesterday", zone: "Europe/Lisbon" } as const;
  const month = { period: "30d", zone: "Europe/Lisbon" } as const;
  const execution = (filters: object) => () => studio.reports.execution({ scope, filters, before: null });
  const asked: [string, () => Promise<unknown>][] = [
    ["Interactions", everything({})],
    ["Interactions, last 24 hours", list({})],
    ["… of an outcome", list({ outcome: "contact_hung_up" })],
    ["… of an outcome that none has", list({ outcome: "expired" })],
    ["… of a status that none has, ever", everything({ status: "failed" })],
    ["… of a whole number, ever", everything({ search: "+12025560000" })],
    ["… of last digits, ever", everything({ search: "5560000" })],
    ["… of a number that is not there, ever", everything({ search: "+12099999999" })],
    ["… joined with an agent", list({ joined: "yes" })],
    ["… that left a step by an exit", list({ step: "call_customer", exit: "busy" })],
    ["Flow Manager", () => studio.flows.list({})],
    ["Flow Manager, by traffic", () => studio.flows.list({ sort: "-interactions" })],
    ["Overview of a day", () => studio.reports.overview(scope)],
    ["How long it took, of a day", () => studio.reports.durations(scope)],
    ["Overview of 30 days", () => studio.reports.overview(month)],
    ["How long it took, of 30 days", () => studio.reports.durations(month)],
    ["Calls of a version, of a day", () => flowCalls(scope)],
    ["Calls of a version, of 30 days", () => flowCalls(month)],
    ["Flow execution report of a day", execution({})],
    ["… by exit", execution({ exit: "Busy" })],
    ["… by an agent who has none", execution({ agent: "+12099999999" })],
  ];
  const measured: Measured[] = [];
  for (const [what, ask] of asked) measured.push({ count, what, ...(await cost(ask, TIMES)) });
  measured.push({ count, what: "Export of a day", ...(await cost(() => exported(scope), 1)) });
  measured.push({ count, what: "A draft tried on the last 20,000 calls", ...(await cost(() => triedOn(month), 1)) });
  await prisma().$disconnect();
  await database.drop();
  return measured;

  function flowCalls(of: typeof scope | typeof month): Promise<unknown> {
    return studio.flows.calls({ id: world.flow, version: world.flowVersion, scope: of });
  }

  async function triedOn(of: typeof month): Promise<void> {
    const { startBacktest, runBacktest } = await import("@/server/reports/backtests/mutations");
    const { id } = await startBacktest(sessionAs(world, "admin"), world.flow, of);
    await runBacktest(account, id);
    const { same, total } = await studio.flows.backtests.get({ backtest: id });
    if (same !== total) throw new Error(`Of ${total} calls only ${same} went as they did.`);
  }

  async function exported(of: typeof scope): Promise<void> {
    const { requestExport, writeExport } = await import("@/server/reports/exports/mutations");
    const { id } = await requestExport(sessionAs(world, "admin"), {
      name: "bench",
      format: "csv",
      scope: of,
      filters: {},
      variables: [],
    });
    await writeExport(account, id);
  }

  /** The fastest of `times`, since the machine is not ours alone, and what one of them touched. */
  async function cost(ask: () => Promise<unknown>, times: number) {
    await ask();
    const before = await touched();
    await ask();
    const after = await touched();
    let ms = Number.POSITIVE_INFINITY;
    for (let at = 0; at < times; at++) ms = Math.min(ms, await timed(ask));
    return { ms, rows: after.rows - before.rows, pages: after.pages - before.pages };
  }

  /** Rows and pages of 8 KiB that this database has read so far. Backends tell when they are asked to, and idle. */
  async function touched(): Promise<{ rows: number; pages: number }> {
    for (let at = 0; at < 8; at++) await prisma().$queryRaw`select pg_stat_force_next_flush()::text`;
    await owner.query("select pg_stat_clear_snapshot()");
    const { rows } = await owner.query<{ rows: number; pages: number }>(
      `select (tup_returned + tup_fetched)::float as rows, (blks_hit + blks_read)::float as pages from pg_stat_database where datname = current_database()`,
    );
    return rows[0]!;
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function report(all: Measured[][]): void {
  const [first = [], ...others] = all;
  const head = [
    "page",
    ...all
      .flat()
      .filter(({ what }) => what === first[0]?.what)
      .flatMap(({ count }) => [`ms at ${count}`, "rows", "pages"]),
  ];
  const lines = first.map(({ what }, index) => [
    what,
    ...[first, ...others].flatMap((one) => {
      const { ms, rows, pages } = one[index]!;
      return [ms.toFixed(1), String(rows), String(pages)];
    }),
  ]);
  console.log(table(head, lines));
}
