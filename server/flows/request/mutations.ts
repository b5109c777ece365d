import { withAccount } from "../../platform/db";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import { flowOf } from "../data";

/** Records in the audit log who has started an interaction from the studio; the start itself has run in its own transaction. */
export function recordTrial(by: Actor, id: string, interaction: string): Promise<void> {
  return withAccount(by.account, async (tx) => {
    const { name } = await flowOf(tx, by.account, id);
    await recordAudit(tx, by, { action: "flow.try", subject: name, after: { flow: id, interaction } });
  });
}
