import { checkArguments } from "../../flows/arguments";
import type { AccountId } from "../../ports/ids";
import { startInteraction } from "../../runtime/start";
import { runtime } from "../../wiring";

/** Starts a flow's published version for a user of the studio; returns the interaction's id. Throws what `startInteraction` throws. */
export async function startFromStudio(
  account: AccountId,
  flow: string,
  values: Readonly<Record<string, string>>,
): Promise<string> {
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
