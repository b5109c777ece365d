import { registry } from "@/components/flow/registry";
import { replay } from "../../runtime/replay";
import { accountOf, readRecording } from "./data";

/** `npm run replay -- <interaction>`: runs an interaction again from its log and prints whether the result is the same. */
const interaction = process.argv[2];
if (!interaction) {
  console.error("Usage: npm run replay -- <interaction id>");
  process.exit(2);
}
const account = await accountOf(interaction);
const found = account && (await readRecording(account, interaction));
if (!found) {
  console.error(`There is no interaction ${interaction}.`);
  process.exit(1);
}
const result = replay(registry, found.definition, found.rows);
if (result.drift) console.log(`Recorded under another engine or other data: ${result.drift}`);
if (result.same)
  console.log(`The same: ${found.rows.length} resumes, ${result.state?.status}, ${result.state?.outcome}.`);
else console.log(`Differs at event ${result.differs?.seq}:\n${JSON.stringify(result.differs, null, 2)}`);
process.exit(result.same ? 0 : 1);
