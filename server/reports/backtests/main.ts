import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { Work } from "@/engine/work";
import { parseFlowFile } from "../../flows/files/parse-flow-file";
import { isPatchcordError } from "../../platform/errors";
import { allRecordings, flowOfAnyAccount, MOST_TRIED, readDraftOf, runnable, Versions } from "./data";
import { type Group, tallyOf } from "./tally";
import { MOST_WORK, tryDraft } from "./try-draft";

const USAGE = `Usage: npm run backtest -- --flow <flow id> --from <day or moment> [--to <day or moment>] [--draft <file>]
  Tries a flow's file, else its draft, on the recorded interactions of a period, and prints where it goes another way.
  Days are UTC: 2026-03-01, or 2026-03-01T08:00Z. It ends with 0 where nothing differs, with 1 where something does.`;

/** `npm run backtest`: prints what the studio's trial of a draft shows. Reads only, and calls nothing. */
const { values } = parseArgs({
  options: {
    flow: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    draft: { type: "string" },
  },
});
const period = { from: new Date(values.from ?? ""), to: values.to ? new Date(values.to) : new Date() };
if (!values.flow || !(period.from < period.to)) {
  console.error(USAGE);
  process.exit(2);
}
try {
  process.exit(await main(values.flow, values.draft));
} catch (error) {
  if (!isPatchcordError(error)) throw error;
  const fields = error.details.fields?.map(({ name, description }) => `\n  ${name}: ${description}`) ?? [];
  console.error(`${error.message}${fields.join("")}`);
  process.exit(2);
}

async function main(flow: string, file: string | undefined): Promise<number> {
  const found = await flowOfAnyAccount(flow);
  if (!found) {
    console.error(`There is no flow ${flow}.`);
    return 2;
  }
  const { account } = found;
  const document = file === undefined ? await readDraftOf(account, flow) : parseFlowFile(await readFile(file, "utf8"));
  const draft = runnable(document);
  const work = new Work(MOST_WORK, "The draft needs more work than a trial may take.");
  const versions = new Versions();
  const groups = new Map<string, Group>();
  const counts = { same: 0, other: 0, unknown: 0 };
  for await (const { id, version, recording } of allRecordings(account, { flow, ...period }, MOST_TRIED, versions)) {
    const tried = [{ interaction: id, difference: tryDraft(versions.get(version), draft, recording, work) }];
    const { same, other, unknown, groups: changed } = tallyOf([...groups.values()], tried);
    for (const group of changed) groups.set(group.key, group);
    counts.same += same;
    counts.other += other;
    counts.unknown += unknown;
  }
  const all = counts.same + counts.other + counts.unknown;
  console.log(
    `${found.name}: ${all} interactions. Same way ${counts.same}, other way ${counts.other}, cannot say ${counts.unknown}.`,
  );
  for (const { number, message } of [...groups.values()].toSorted((a, b) => b.number - a.number))
    console.log(`${String(number).padStart(6)}  ${message}`);
  return counts.other + counts.unknown > 0 ? 1 : 0;
}
