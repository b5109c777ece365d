import { agentAddresses } from "../../ports/addresses";
import { isInDoubt } from "../../ports/attempt-status";
import type { AgentCall } from "../../ports/callback";
import type { AccountId } from "../../ports/ids";
import type { CallMessage, CarrierVerb, VoiceAdapter } from "../../ports/voice";
import { burst } from "../burst";
import type { Runtime } from "../runtime";
import { agentWords } from "./agent-words";
import { isAt } from "./ring-group-due";

/** Where in the call an agent stands: picked up, asked for the key, back from the room. */
export type AgentRequest = { token: string; at: "answer" | "key" | "left" };

/** Pressed to take the callback: a voicemail presses nothing. */
const ACCEPT_KEY = "1";
const KEY_SECONDS = 8;

/**
 * Answers a carrier that asks what an agent is to hear. Which of several agents takes the callback is decided by the
 * interaction's version; what the others hear follows from the callback's row, so a request that comes twice changes nothing.
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
  if (!call || call.carrier_id !== carrier || !belongs(call, message)) return render([{ verb: "hang_up" }]);
  if (at === "answer") {
    const { callId: call_id } = message;
    await store.patchAttempt(account, {
      ...{ id: call.id, call_id, status: "placed", call_status: "in_progress", answered: true },
    });
    return render(call.callback.status === "waiting" ? offer(call) : nothingThere(call));
  }
  if (at === "left") return render(nothingThere(call));
  if (call.callback.status === "waiting" && message.digits === ACCEPT_KEY) {
    await accept(runtime, account, call);
    return render(afterwards((await store.agentCall(account, token)) ?? call));
  }
  return render(message.digits === ACCEPT_KEY ? afterwards(call) : [{ verb: "hang_up" }]);
}

/** Until its call is known any call with the token is the attempt's; a second one hears nothing but hang-up. */
function belongs({ call_id, status, ended }: AgentCall, message: CallMessage): boolean {
  if (ended) return false;
  return call_id === null ? isInDoubt(status) : call_id === message.callId;
}

async function accept(runtime: Runtime, account: AccountId, { id, callback }: AgentCall): Promise<void> {
  const { interaction, visit, id: room } = callback;
  await burst(runtime, account, { interaction }, `accepted:${id}`, (snapshot) =>
    isAt(snapshot, visit)
      ? { do: "resume", resumes: [{ kind: "callback_progress", what: "accepted", room }], accepted: id }
      : { do: "leave" },
  );
}

function offer({ callback }: AgentCall): CarrierVerb[] {
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

/** The first to press the key waits for the contact in the room; everybody else is told. */
function afterwards(call: AgentCall): CarrierVerb[] {
  const { id, accepted_attempt, status } = call.callback;
  const meets = accepted_attempt === call.id && (status === "accepted" || status === "joined");
  return meets ? [{ verb: "conference", room: id }] : nothingThere(call);
}

function nothingThere({ id, callback }: AgentCall): CarrierVerb[] {
  const words = agentWords(callback.language);
  const mine = callback.accepted_attempt === id;
  if (mine && callback.was_joined) return [{ verb: "hang_up" }];
  const cancelled = callback.reason === "cancelled" || callback.reason === "expired";
  const ended = cancelled ? words.cancelled : words.notReached;
  const text = mine ? ended : words.taken;
  return [{ verb: "say", text, language: words.language }, { verb: "hang_up" }];
}
