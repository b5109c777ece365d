import { registry } from "@/components/flow/registry";
import type { AccountId } from "../ports/ids";
import { replay } from "../runtime/replay";
import { recorded } from "./data";

/** `npm run replay -- <account> <interaction>`: executes an interaction again from its log and says whether it is the same. */
const [account, interaction] = process.argv.slice(2);
if (!account || !interaction) {
  console.error("Usage: npm run replay -- <account id> <interaction id>");
  process.exit(2);
}
const found = await recorded(account as AccountId, interaction);
if (!found) {
  console.error(`The account has no interaction ${interaction}.`);
  process.exit(1);
}
const result = replay(registry, found.definition, found.rows);
if (result.drift) console.log(`Recorded under another engine or other data: ${result.drift}`);
if (result.same)
  console.log(`The same: ${found.rows.length} resumes, ${result.state?.status}, ${result.state?.outcome}.`);
else console.log(`Differs at event ${result.differs?.seq}:\n${JSON.stringify(result.differs, null, 2)}`);
process.exit(result.same ? 0 : 1);
