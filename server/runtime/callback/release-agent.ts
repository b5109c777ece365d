import { agentAddresses } from "../../ports/addresses";
import type { AttemptWithInteraction } from "../../ports/attempt";
import type { AccountId } from "../../ports/ids";
import type { VoiceClient } from "../../ports/voice";
import type { Runtime } from "../runtime";

/**
 * Lets an agent go who waits in the room for a contact who will not come: the carrier is sent to a document that says so and hangs up.
 * True where that worked.
 */
export async function releaseAgent(
  { store, publicUrl }: Runtime,
  account: AccountId,
  { id, token, carrier_id, call_id, purpose, answered }: AttemptWithInteraction,
  client: VoiceClient,
): Promise<boolean> {
  if (purpose !== "callback_agent" || !answered || !call_id) return false;
  const call = await store.agentCall(account, token);
  if (call?.callback.accepted_attempt !== id || call.callback.was_joined) return false;
  const { forward } = agentAddresses(publicUrl, carrier_id, token);
  return (await client.redirectCall(call_id, forward)) !== null;
}
