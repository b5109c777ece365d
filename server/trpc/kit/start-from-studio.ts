import { checkArguments } from "../../flows/arguments";
import { studioConsent } from "../../flows/consent";
import { takeRate } from "../../platform/rates/limiter";
import { requireAllowed } from "../../platform/rates/verdict";
import { traced } from "../../platform/tracing/trace";
import type { AccountId } from "../../ports/ids";
import { startInteraction } from "../../runtime/start";
import { accountFacts } from "../../storage/account-facts";
import { runtime } from "../../wiring";

/**
 * Starts a flow's published version, or another `version` of it, for a user of the studio, out of the account's own rate; returns the interaction's id. Throws
 * `rate_limited`, and what `startInteraction` throws.
 */
export async function startFromStudio(
  account: AccountId,
  flow: string,
  values: Readonly<Record<string, string>>,
  version?: { id: string; number: number },
): Promise<string> {
  const { ratePerSecond } = await accountFacts(account);
  requireAllowed(await takeRate(account, "start", ratePerSecond));
  const { response } = await traced({ kind: "server", name: "start from the studio" }, () =>
    startInteraction(runtime(), account, {
      flow,
      client: "studio",
      arguments: values,
      ...(version ? { version } : {}),
      key: null,
      bodyHash: "",
      check: (definition) => checkArguments(definition, values),
      consent: studioConsent,
    }),
  );
  return response.interaction_id;
}
