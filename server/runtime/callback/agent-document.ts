import { agentAddresses } from "../../ports/addresses";
import { isInDoubt } from "../../ports/attempt-status";
import type { AgentCall } from "../../ports/callback";
import type { AccountId } from "../../ports/ids";
import type { CallMessage, CarrierVerb, VoiceAdapter } from "../../ports/voice";
import { burst } from "../burst";
import type { Runtime } from "../runtime";
import { agentWords } from "./agent-words";
import { awaitsCallback } from "./awaits-callback";

/** `at`: the agent has picked up, was asked for the key, or has left the room. */
export type AgentRequest = { token: string; at: "answer" | "key" | "left" };

/** The agent presses this key to take the callback, so that a voicemail does not take it. */
const ACCEPT_KEY = "1";
const KEY_SECONDS = 8;

/**
 * Answers the carrier's request for an agent's document. Of several agents who press the key, the first to commit a burst takes
 * the callback; the documents of the others follow from the callback's row, so a repeated request changes nothing.
 */
export async function answerAgent(
  runtime: Runtime,
  account: AccountId,
  adapter: VoiceAdapter,
  carrier: string,
  { token, at }: AgentRequest,
  message: CallMessage,
): Promise<string> {
  const { store, publicUrl } = runtime;
  const render = (verbs: CarrierVerb[]) => adapter.render(verbs, agentAddresses(publicUrl, carrier, token));
  const call = await store.agentCall(account, token);
  if (!call || call.carrier_id !== carrier || !isOwnCall(call, message)) return render([{ verb: "hang_up" }]);
  if (at === "answer") {
    const { callId: call_id } = message;
    await store.patchAttempt(account, {
      ...{ id: call.id, call_id, status: "placed", call_status: "in_progress", answered: true },
    });
    return render(call.callback.status === "waiting" ? offerVerbs(call) : goodbyeVerbs(call));
  }
  if (at === "left") return render(goodbyeVerbs(call));
  if (call.callback.status === "waiting" && message.digits === ACCEPT_KEY) {
    await acceptCallback(runtime, account, call);
    return render(verbsAfterAccept((await store.agentCall(account, token)) ?? call));
  }
  return render(message.digits === ACCEPT_KEY ? verbsAfterAccept(call) : [{ verb: "hang_up" }]);
}

/** False for a second call on the attempt. Until the attempt's call id is known, the first call with its token is taken for its own. */
function isOwnCall({ call_id, status, ended }: AgentCall, message: CallMessage): boolean {
  if (ended) return false;
  return call_id === null ? isInDoubt(status) : call_id === message.callId;
}

async function acceptCallback(runtime: Runtime, account: AccountId, { id, callback }: AgentCall): Promise<void> {
  const { interaction, visit, id: room } = callback;
  await burst(runtime, account, { interaction }, `accepted:${id}`, (snapshot) =>
    awaitsCallback(snapshot, visit)
      ? { do: "resume", resumes: [{ kind: "callback_progress", what: "accepted", room }], accepted: id }
      : { do: "leave" },
  );
}

function offerVerbs({ callback }: AgentCall): CarrierVerb[] {
  const { language, offer: text } = agentWords(callback.language);
  const say = { verb: "say", text, language } as const;
  return [
    {
      verb: "gather",
      input: "digits",
      prompt: [say, { verb: "pause", seconds: 1 }, say],
      timeout_seconds: KEY_SECONDS,
      max_digits: 1,
      finish_key: "",
    },
  ];
}

/** The agent who took the callback waits for the contact in the room; every other one hears that it is taken. */
function verbsAfterAccept(call: AgentCall): CarrierVerb[] {
  const { id, accepted_attempt, status } = call.callback;
  const meets = accepted_attempt === call.id && (status === "accepted" || status === "joined");
  return meets ? [{ verb: "conference", room: id }] : goodbyeVerbs(call);
}

function goodbyeVerbs({ id, callback }: AgentCall): CarrierVerb[] {
  const words = agentWords(callback.language);
  const isAccepter = callback.accepted_attempt === id;
  if (isAccepter && callback.was_joined) return [{ verb: "hang_up" }];
  const cancelled = callback.reason === "cancelled" || callback.reason === "expired";
  const ended = cancelled ? words.cancelled : words.notReached;
  const text = isAccepter ? ended : words.taken;
  return [{ verb: "say", text, language: words.language }, { verb: "hang_up" }];
}
