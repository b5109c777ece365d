import path from "node:path";
import { parseArgs } from "node:util";
import { testDir } from "../tests/support/cluster";
import { median } from "./in-turn";
import { table } from "./table";
import { benchWorld, type CallFigures } from "./world";

/**
 * `npm run bench:compare`: whole interactions of two products in turn, on one database, in pairs; the medians of the pairs'
 * ratios. Without `--against` the product as it is against the same without its memory, and without shared statements.
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
const rows = [];
for (const other of others) {
  const ratios: { perSecond: number; p99: number }[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    // Who goes first changes, since the second finds a larger table.
    const order = pair % 2 === 0 ? [AS_IT_IS, other] : [other, AS_IT_IS];
    const figures = new Map<Variant, CallFigures>();
    for (const variant of order) figures.set(variant, await measured(variant));
    const [ours, theirs] = [figures.get(AS_IT_IS), figures.get(other)];
    if (!ours || !theirs) continue;
    ratios.push({ perSecond: ours.perSecond / theirs.perSecond, p99: ours.documents.p99 / theirs.documents.p99 });
    console.error(`${other.name}: ${ours.perSecond.toFixed(0)} /s against ${theirs.perSecond.toFixed(0)} /s`);
  }
  const of = (figure: "perSecond" | "p99") => {
    const all = ratios.map((ratio) => ratio[figure]).sort((a, b) => a - b);
    return `${median(all).toFixed(3)} (${all[0]?.toFixed(2)}–${all.at(-1)?.toFixed(2)})`;
  };
  rows.push([other.name, of("perSecond"), of("p99")]);
}
console.log(
  `\n${pairs} pairs, ${inFlight} in flight\n${table(["as it is, against", "interactions a second", "documents' p99"], rows)}`,
);
await world.close();

async function measured({ program, env }: Variant): Promise<CallFigures> {
  const product = await world.start(program, env);
  const bearer = await world.token();
  const calls = (at: number, seconds: number) =>
    world.ask<CallFigures>({ do: "calls", flow: world.seeded.flow, bearer, inFlight: at, seconds, pauseMs: 0 });
  await calls(64, WARM_SECONDS);
  const figures = await calls(inFlight, SECONDS);
  product.kill("SIGKILL");
  await world.owner.query(
    "truncate interaction, interaction_event, dial_attempt, deadline, graphile_worker._private_jobs cascade",
  );
  return figures;
}
