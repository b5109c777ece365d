import { loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { table } from "../../bench/table";
import { testDir } from "../support/cluster";
import { ATTACKS } from "./kinds/all";
import { type Measured, measure } from "./measure";
import { WAITS } from "./neighbour";
import { attackWorld } from "./world";

/**
 * `npm run attack`: one account sends its worst input of each kind, again and again, while another one's health checks, starts,
 * webhooks and pages are asked for at a steady rate. Prints how much longer the other waits than in quiet windows in between,
 * and ends with 1 where it is more than `MOST_MS` for its health or calls.
 */
const MOST_MS = 250;
/** What is compiled by thousands of requests in a product that has been up for a while. */
const WARM_UP_MS = 10_000;
/** What nobody has taken in has cost nobody anything: such an attack has not been made. */
const NEVER_TAKEN = /^(404|401 unauthorized|broken off|nothing)/;
const CALLS = ["health", "start", "document"] as const;

const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" }, only: { type: "string" } } });
const chosen = ATTACKS.filter(({ kind }) => new RegExp(values.only ?? "").test(kind));
const world = await attackWorld(path.join(testDir, "attack-programs"), path.resolve("dist"));
await new Promise((resolve) => setTimeout(resolve, WARM_UP_MS));

const ms = (value: number) => value.toFixed(0);
const measured: Measured[] = [];
const broken: string[] = [];
for (const attack of chosen) {
  try {
    const one = await measure(world, attack, Number(values.rounds));
    measured.push(one);
    if ([...one.answers.keys()].every((said) => NEVER_TAKEN.test(said))) broken.push(attack.kind);
    console.log([...row(one), `load ${(loadavg()[0] ?? 0).toFixed(1)}`].join(" | "));
  } catch (error) {
    broken.push(attack.kind);
    console.error(`${attack.kind}:`, error);
  }
}
const head = [
  "attack",
  "answers",
  ...WAITS.map((what) => `${what}: p99, longest (quiet)`),
  "processor a second",
  "in one piece",
  "more",
];
console.log(`\nMilliseconds, medians of ${values.rounds} rounds\n\n${table(head, measured.map(row))}`);
await world.close();
const late = measured.filter((one) => more(one) > MOST_MS);
for (const { kind } of late) console.log(`The neighbour waits more than ${MOST_MS} ms longer: ${kind}`);
for (const kind of broken) console.log(`Not measured: ${kind}`);
process.exit(late.length + broken.length > 0 ? 1 : 0);

function row(one: Measured): string[] {
  const answers = [...one.answers].map(([said, count]) => `${count} × ${said}`).join(", ");
  const waits = WAITS.map((what) => {
    const { quiet, attacked } = one.waits[what];
    return `${ms(attacked.p99)}, ${ms(attacked.longest)} (${ms(quiet.p99)}, ${ms(quiet.longest)})`;
  });
  const failed = one.failed.attacked > 0 ? `, ${one.failed.attacked} failed (${one.failed.quiet})` : "";
  return [one.kind, answers, ...waits, ms(one.processor), ms(one.busiest), ms(more(one)) + failed];
}

/** How much longer the neighbour's health or calls waited at most. */
function more({ waits }: Measured): number {
  return Math.max(...CALLS.map((what) => waits[what].attacked.longest - waits[what].quiet.longest));
}
