import { agentAddresses } from "../../ports/addresses";
import type { AttemptWithInteraction } from "../../ports/attempt";
import type { AgentCall } from "../../ports/callback";
import type { AccountId } from "../../ports/ids";
import type { VoiceClient } from "../../ports/voice";
import type { Runtime } from "../runtime";

/** The agent has accepted the callback, now or in an earlier round. */
export const hasAccepted = ({ id, callback }: AgentCall): boolean =>
  callback.accepted_attempt === id || (callback.earlier ?? []).includes(id);

/**
 * Lets an agent go who waits in the room for a contact who will not come, or who is still being asked when the contact hangs up: the carrier is
 * sent to a document that says so and hangs up. True where that worked.
 */
export async function releaseAgent(
  { store, publicUrl }: Runtime,
  account: AccountId,
  { token, carrier_id, call_id, purpose, answered }: AttemptWithInteraction,
  client: VoiceClient,
): Promise<boolean> {
  if (purpose !== "callback_agent" || !answered || !call_id) return false;
  const call = await store.agentCall(account, token);
  if (!call || call.callback.was_joined) return false;
  if (!hasAccepted(call) && call.callback.reason !== "contact_hung_up") return false;
  const { forward } = agentAddresses(publicUrl, carrier_id, token);
  return (await client.redirectCall(call_id, forward)) !== null;
}
