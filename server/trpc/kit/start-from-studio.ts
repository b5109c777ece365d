import { checkArguments } from "../../flows/arguments";
import { takeRate } from "../../platform/rates/limiter";
import { requireAllowed } from "../../platform/rates/verdict";
import type { AccountId } from "../../ports/ids";
import { startInteraction } from "../../runtime/start";
import { accountFacts } from "../../storage/account-facts";
import { runtime } from "../../wiring";

/**
 * Starts a flow's published version for a user of the studio, out of the account's own rate; returns the interaction's id. Throws
 * `rate_limited`, and what `startInteraction` throws.
 */
export async function startFromStudio(
  account: AccountId,
  flow: string,
  values: Readonly<Record<string, string>>,
): Promise<string> {
  const { ratePerSecond } = await accountFacts(account);
  requireAllowed(await takeRate(account, "start", ratePerSecond));
  const { response } = await startInteraction(runtime(), account, {
    flow,
    client: "studio",
    arguments: values,
    key: null,
    bodyHash: "",
    check: (definition) => checkArguments(definition, values),
  });
  return response.interaction_id;
}
