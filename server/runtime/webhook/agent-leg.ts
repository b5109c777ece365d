import { isTerminal } from "@/engine/run/state";
import { turnAddresses } from "../../ports/addresses";
import type { AccountId } from "../../ports/ids";
import type { Snapshot } from "../../ports/interaction";
import type { CallMessage, VoiceAdapter } from "../../ports/voice";
import { presentForward } from "../joined";
import { resolvePrompts } from "../resolve-prompts";
import type { Runtime } from "../runtime";

/** `at`: the agent has picked up and is to hear the whisper, or has pressed a key. */
export type LegRequest = { token: string; visit: number; turn: number; at: "whisper" | "accept"; part: number };

/**
 * Answers the carrier's request for an agent's document before the agent is joined with the contact. It does not advance the
 * interaction: a repeated request gets the same whisper, and an accepted key is written on the leg. A leg whose contact does not
 * wait for it any more hangs up.
 */
export async function answerLeg(
  runtime: Runtime,
  account: AccountId,
  adapter: VoiceAdapter,
  carrier: string,
  request: LegRequest,
  message: CallMessage,
): Promise<string> {
  const { store } = runtime;
  const { token, visit, turn } = request;
  const addresses = turnAddresses(runtime.publicUrl, carrier, token, { visit, turn });
  const hangUp = adapter.render([{ verb: "hang_up" }], addresses);
  const snapshot = await store.read(account, { token }, `leg:${message.callId}`);
  if (!snapshot || !isOurs(snapshot, carrier, message)) return hangUp;
  const forward = presentForward(snapshot);
  if (!forward || snapshot.state.turn !== turn || snapshot.state.cursor?.visit !== visit) return hangUp;
  if (request.at === "whisper") {
    const [resolved] = await resolvePrompts(runtime, account, snapshot.flowVersion, [forward]);
    return resolved?.verb === "forward" ? adapter.renderWhisper(resolved, addresses, request.part) : hangUp;
  }
  const leg = snapshot.legs.find(({ call_id }) => call_id === message.callId);
  if (leg?.accepted) return adapter.renderJoin();
  if (message.digits !== forward.accept_key || !message.parentCallId) return hangUp;
  const { parentCallId, callId, to } = message;
  return (await store.acceptLeg(account, token, { parentCallId, callId, turn, to })) ? adapter.renderJoin() : hangUp;
}

/** True for a leg of the attempt's own call, while that is live. */
function isOurs({ attempt, state }: Snapshot, carrier: string, { parentCallId }: CallMessage): boolean {
  if (!attempt || attempt.carrier_id !== carrier || isTerminal(state)) return false;
  return parentCallId !== null && attempt.call_id === parentCallId && state.call.phase === "live";
}
