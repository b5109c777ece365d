import path from "node:path";
import { parseArgs } from "node:util";
import { testDir } from "../tests/support/cluster";
import { median } from "./interleaved";
import type { Latencies } from "./keep-busy";
import { processorMs } from "./processor-time";
import { type RULES, setRules } from "./rules";
import { table } from "./table";
import { benchCluster, benchWorld, type CallFigures } from "./world";

/**
 * `npm run bench:compare`: whole interactions of two products, or with `--accepts` their starts alone, in pairs; the medians of the pairs' ratios, of rates and of the
 * processor time an interaction took, which differs less from pair to pair. Both products of a pair run side by side, each
 * on a database of its own in one PostgreSQL, and are asked in turn for some seconds each: a machine's speed changes within
 * half a minute. Every pair starts both anew, since two starts of one build differ by up to a tenth for as long as they live.
 *
 * Without `--against` the product as it is against the same without its memory, and without shared statements.
 * `--against <file>`: against another build's bench program `product.mjs`. `--rules`: with no rule of who may be rung against the
 * defaults, and against every rule there is. `--pairs 10`, `--turns 5` in each, `--in-flight 16`, BENCH_SECONDS=2 a turn.
 */
const { values } = parseArgs({
  options: {
    against: { type: "string" },
    rules: { type: "boolean", default: false },
    accepts: { type: "boolean", default: false },
    pairs: { type: "string", default: "10" },
    turns: { type: "string", default: "5" },
    "in-flight": { type: "string", default: "16" },
  },
});
const SECONDS = Number(process.env.BENCH_SECONDS ?? 2);
const WARM_SECONDS = 4;
const pairs = Number(values.pairs);
const turns = Number(values.turns);
const inFlight = Number(values["in-flight"]);

type Variant = { name: string; program: string; env?: Record<string, string>; rules?: keyof typeof RULES };
const one: Variant = values.rules
  ? { name: "no rules", program: "product", rules: "off" }
  : { name: "as it is", program: "product" };
const others = othersOf();

const cluster = await benchCluster();
type Measured = { perSecond: number; p99: number; productMs: number; databaseMs: number; transactions: number };
const FIGURES: { figure: keyof Measured; heading: string }[] = [
  { figure: "perSecond", heading: values.accepts ? "starts a second" : "interactions a second" },
  { figure: "p99", heading: values.accepts ? "starts' p99" : "documents' p99" },
  { figure: "productMs", heading: "product's processor time" },
  { figure: "databaseMs", heading: "PostgreSQL's" },
  { figure: "transactions", heading: "transactions" },
];
const rows = [];
for (const other of others) {
  const ratios: Measured[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const [ours, theirs] = await measuredInTurn(other);
    ratios.push(each((figure) => ours[figure] / theirs[figure]));
    console.error(`${other.name}: ${described(ours)} against ${described(theirs)}`);
  }
  const of = (figure: keyof Measured) => {
    const all = ratios.map((ratio) => ratio[figure]).sort((a, b) => a - b);
    return `${median(all).toFixed(3)} (${all[0]?.toFixed(2)}–${all.at(-1)?.toFixed(2)})`;
  };
  rows.push([other.name, ...FIGURES.map(({ figure }) => of(figure))]);
}
console.log(
  `\n${pairs} pairs, ${inFlight} in flight\n${table([`${one.name}, against`, ...FIGURES.map(({ heading }) => heading)], rows)}`,
);
await cluster.stop();

function othersOf(): Variant[] {
  if (values.against) return [{ name: values.against, program: path.resolve(values.against) }];
  if (values.rules)
    return (["defaults", "everything"] as const).map((rules) => ({
      name: `rules: ${rules}`,
      program: "product",
      rules,
    }));
  return ["PATCHCORD_REMEMBER", "PATCHCORD_BATCH"].map((name) => ({
    name: `${name}=off`,
    program: "product",
    env: { [name]: "off" },
  }));
}

/** The product as it is and another, both started anew: the median of what each turn measured. */
async function measuredInTurn(other: Variant): Promise<[Measured, Measured]> {
  const products = [await product(one, "bench"), await product(other, "bench_other")] as const;
  const measures: [Measured[], Measured[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    // Who goes first changes, for a machine that becomes slower or faster.
    for (const which of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      measures[which].push(await products[which].measure());
    }
  }
  for (const { close } of products) await close();
  return [medians(measures[0]), medians(measures[1])];
}

function medians(all: Measured[]): Measured {
  return each((figure) => median(all.map((one) => one[figure])));
}

function each(of: (figure: keyof Measured) => number): Measured {
  return Object.fromEntries(FIGURES.map(({ figure }) => [figure, of(figure)])) as Measured;
}

function described({ perSecond, productMs, databaseMs, transactions }: Measured): string {
  return `${perSecond.toFixed(0)} /s (${productMs.toFixed(2)} + ${databaseMs.toFixed(2)} ms, ${transactions.toFixed(2)} transactions)`;
}

type World = Awaited<ReturnType<typeof benchWorld>>;
type Load = (inFlight: number, seconds: number) => Promise<{ perSecond: number; p99: number }>;

/** Whole calls; `p99` is of their documents. */
async function callsOf({ ask, seeded: { flow }, token }: World): Promise<Load> {
  const bearer = await token();
  return async (at, seconds) => {
    const request = { do: "calls", flow, bearer, inFlight: at, seconds, pauseMs: 0 } as const;
    const { perSecond, documents } = await ask<CallFigures>(request);
    return { perSecond, p99: documents.p99 };
  };
}

async function startsOf({ ask, baseUrl, seeded: { flow }, token }: World): Promise<Load> {
  const start = {
    ...({ do: "requests", method: "POST", status: 202, url: `${baseUrl}/api/flows/${flow}/interactions` } as const),
    body: JSON.stringify({ contact_1: "{number}", contact_2: "+12025550130" }),
    headers: { authorization: `Bearer ${await token()}`, "content-type": "application/json" },
  };
  return async (at, seconds) => {
    const figures = await ask<Latencies>({ ...start, inFlight: at, seconds });
    if (figures.failed > 0) throw new Error(`${figures.failed} starts were refused.`);
    return figures;
  };
}

/** A product with a database of its own, started and warm. */
async function product({ program, env, rules }: Variant, name: string) {
  const world = await benchWorld(path.join(testDir, "bench-programs"), cluster, name);
  if (rules) await setRules(world.owner, rules);
  // Without a worker nothing follows a start.
  const running = await world.start(program, { ...env, ...(values.accepts ? { WORKER: "off" } : {}) });
  const load = values.accepts ? await startsOf(world) : await callsOf(world);
  await load(64, WARM_SECONDS);

  const usedSoFar = async () => {
    const { rows: found } = await world.owner.query<{ interactions: number; transactions: number }>(
      `select count(*)::float as interactions,
        (select xact_commit::float from pg_stat_database where datname = current_database()) as transactions
        from interaction where $1 or status <> 'running'`,
      [values.accepts],
    );
    const [{ interactions, transactions } = { interactions: 0, transactions: 0 }] = found;
    return {
      interactions,
      transactions,
      product: processorMs(running.pid ?? 0),
      database: processorMs(world.postmaster),
    };
  };

  return {
    /** Asks the product for some seconds; processor times are milliseconds an interaction, its transactions a number. */
    async measure(): Promise<Measured> {
      const before = await usedSoFar();
      const figures = await load(inFlight, SECONDS);
      const after = await usedSoFar();
      const interactions = after.interactions - before.interactions;
      return {
        perSecond: figures.perSecond,
        p99: figures.p99,
        productMs: (after.product - before.product) / interactions,
        databaseMs: (after.database - before.database) / interactions,
        transactions: (after.transactions - before.transactions) / interactions,
      };
    },
    close: world.close,
  };
}
