import { withAccount } from "../../platform/db";
import { wrongField } from "../../platform/parse-input";
import { type Actor, recordAudit } from "../../resources/audit/mutations";
import { chosenVariables, readVariables } from "./data";

/** Chooses the variables that reports may have as columns, in their order. Throws `invalid_request` for one that no published flow has. */
export async function chooseVariables(by: Actor, names: readonly string[]): Promise<void> {
  const { account } = by;
  const { choices } = await readVariables(account);
  await withAccount(account, async (tx) => {
    const before = await chosenVariables(tx, account);
    const variables = [...new Set(names)];
    // One that a flow has had stays chosen for the interactions that have it still.
    const known = new Set([...before, ...choices.map(({ name }) => name)]);
    if (!variables.every((name) => known.has(name)))
      throw wrongField("variables", "Choose variables of published flows.", "invalid_request");
    await tx.account.update({ where: { id: account }, data: { reportVariables: variables } });
    const told = { before: { variables: before }, after: { variables } };
    await recordAudit(tx, by, { action: "report.variables", subject: "Reports", ...told });
  });
}
