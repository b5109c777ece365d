import { withAccount } from "../../platform/db";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import { flowOf } from "../data";

/** Writes down who started an interaction from the studio: a start runs in a transaction of its own. */
export function auditTrial(by: Actor, id: string, interaction: string): Promise<void> {
  return withAccount(by.account, async (tx) => {
    const { name } = await flowOf(tx, by.account, id);
    await recordAudit(tx, by, { action: "flow.try", subject: name, after: { flow: id, interaction } });
  });
}
