import type { ChildProcess } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { testDir } from "../tests/support/cluster";
import { median } from "./interleaved";
import { processorMs } from "./processor-time";
import { table } from "./table";
import { benchWorld, type CallFigures } from "./world";

/**
 * `npm run bench:compare`: whole interactions of two products in turn, on one database, in pairs; the medians of the pairs'
 * ratios, of rates and of the processor time an interaction took, which differs less from run to run. Without `--against` the product as it is against the same without its memory, and without shared statements.
 * `--against <file>`: against another build's bench program `product.mjs`. `--pairs 10`, `--in-flight 16`.
 */
const { values } = parseArgs({
  options: {
    against: { type: "string" },
    pairs: { type: "string", default: "10" },
    "in-flight": { type: "string", default: "16" },
  },
});
const SECONDS = Number(process.env.BENCH_SECONDS ?? 6);
const WARM_SECONDS = 3;
const pairs = Number(values.pairs);
const inFlight = Number(values["in-flight"]);

type Variant = { name: string; program: string; env?: Record<string, string> };
const AS_IT_IS: Variant = { name: "as it is", program: "product" };
const others: Variant[] = values.against
  ? [{ name: values.against, program: path.resolve(values.against) }]
  : [
      { name: "PATCHCORD_REMEMBER=off", program: "product", env: { PATCHCORD_REMEMBER: "off" } },
      { name: "PATCHCORD_BATCH=off", program: "product", env: { PATCHCORD_BATCH: "off" } },
    ];

const world = await benchWorld(path.join(testDir, "bench-programs"));
type Measured = { perSecond: number; p99: number; productMs: number; databaseMs: number; transactions: number };
const FIGURES: { figure: keyof Measured; heading: string }[] = [
  { figure: "perSecond", heading: "interactions a second" },
  { figure: "p99", heading: "documents' p99" },
  { figure: "productMs", heading: "product's processor time" },
  { figure: "databaseMs", heading: "PostgreSQL's" },
  { figure: "transactions", heading: "transactions" },
];
const rows = [];
for (const other of others) {
  const ratios: Measured[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    // Who goes first changes, since the second finds a larger table.
    const order = pair % 2 === 0 ? [AS_IT_IS, other] : [other, AS_IT_IS];
    const measures = new Map<Variant, Measured>();
    for (const variant of order) measures.set(variant, await measured(variant));
    const [ours, theirs] = [measures.get(AS_IT_IS), measures.get(other)];
    if (!ours || !theirs) continue;
    const ratio = (figure: keyof Measured) => ours[figure] / theirs[figure];
    ratios.push({
      perSecond: ratio("perSecond"),
      p99: ratio("p99"),
      productMs: ratio("productMs"),
      databaseMs: ratio("databaseMs"),
      transactions: ratio("transactions"),
    });
    console.error(`${other.name}: ${described(ours)} against ${described(theirs)}`);
  }
  const of = (figure: keyof Measured) => {
    const all = ratios.map((ratio) => ratio[figure]).sort((a, b) => a - b);
    return `${median(all).toFixed(3)} (${all[0]?.toFixed(2)}–${all.at(-1)?.toFixed(2)})`;
  };
  rows.push([other.name, ...FIGURES.map(({ figure }) => of(figure))]);
}
console.log(
  `\n${pairs} pairs, ${inFlight} in flight\n${table(["as it is, against", ...FIGURES.map(({ heading }) => heading)], rows)}`,
);
await world.close();

function described({ perSecond, productMs, databaseMs, transactions }: Measured): string {
  return `${perSecond.toFixed(0)} /s (${productMs.toFixed(2)} + ${databaseMs.toFixed(2)} ms, ${transactions.toFixed(2)} transactions)`;
}

/** One product's figures; an interaction's processor time in milliseconds, of the product and of PostgreSQL, and its transactions. */
async function measured({ program, env }: Variant): Promise<Measured> {
  const product = await world.start(program, env);
  const bearer = await world.token();
  const calls = (at: number, seconds: number) =>
    world.ask<CallFigures>({ do: "calls", flow: world.seeded.flow, bearer, inFlight: at, seconds, pauseMs: 0 });
  await calls(64, WARM_SECONDS);
  const before = await usedSoFar(product);
  const figures = await calls(inFlight, SECONDS);
  const after = await usedSoFar(product);
  product.kill("SIGKILL");
  await world.owner.query(
    "truncate interaction, interaction_event, dial_attempt, deadline, graphile_worker._private_jobs cascade",
  );
  const interactions = after.interactions - before.interactions;
  return {
    perSecond: figures.perSecond,
    p99: figures.documents.p99,
    productMs: (after.product - before.product) / interactions,
    databaseMs: (after.database - before.database) / interactions,
    transactions: (after.transactions - before.transactions) / interactions,
  };
}

async function usedSoFar(product: ChildProcess) {
  const { rows: found } = await world.owner.query<{ interactions: number; transactions: number }>(
    `select count(*)::float as interactions,
      (select xact_commit::float from pg_stat_database where datname = current_database()) as transactions
      from interaction where status <> 'running'`,
  );
  const [{ interactions, transactions } = { interactions: 0, transactions: 0 }] = found;
  return {
    interactions,
    transactions,
    product: processorMs(product.pid ?? 0),
    database: processorMs(world.postmaster),
  };
}
