import { checkArguments } from "../../flows/arguments";
import { studioConsent } from "../../flows/consent";
import { takeRate } from "../../platform/rates/limiter";
import { requireAllowed } from "../../platform/rates/verdict";
import { traced } from "../../platform/tracing/trace";
import type { AccountId } from "../../ports/ids";
import type { RingAgain } from "../../ports/interaction";
import type { OverCallback } from "../../reports/callbacks/data";
import { type StartRequest, startInteraction } from "../../runtime/start";
import { accountFacts } from "../../storage/account-facts";
import { runtime } from "../../wiring";

/**
 * Starts a flow's published version, or another `version` of it, for a user of the studio, out of the account's own rate; returns the interaction's id. Throws
 * `rate_limited`, and what `startInteraction` throws.
 */
export function startFromStudio(
  account: AccountId,
  flow: string,
  values: Readonly<Record<string, string>>,
  version?: { id: string; number: number },
): Promise<string> {
  return start(account, {
    ...{ flow, arguments: values, consent: studioConsent },
    ...(version ? { version } : {}),
    check: (definition) => checkArguments(definition, values),
  });
}

/** Rings a callback that is over again, under what its own request had said. Throws as `startFromStudio`. */
export function ringAgainFromStudio(
  account: AccountId,
  { consent, ...over }: Omit<OverCallback, "notAgain">,
  by: RingAgain,
): Promise<string> {
  const { flow, version, from, arguments: values } = over;
  return start(account, {
    ...{ flow, version, arguments: values, again: { by, from } },
    consent: () => consent,
    check: () => undefined,
  });
}

async function start(account: AccountId, request: Omit<StartRequest, "client" | "key" | "bodyHash">): Promise<string> {
  const { ratePerSecond } = await accountFacts(account);
  requireAllowed(await takeRate(account, "start", ratePerSecond));
  const { response } = await traced({ kind: "server", name: "start from the studio" }, () =>
    startInteraction(runtime(), account, { ...request, client: "studio", key: null, bodyHash: "" }),
  );
  return response.interaction_id;
}
