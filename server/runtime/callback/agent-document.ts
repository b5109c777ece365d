import { agentAddresses } from "../../ports/addresses";
import { isInDoubt } from "../../ports/attempt-status";
import type { AgentCall } from "../../ports/callback";
import type { AccountId } from "../../ports/ids";
import type { CallMessage, CarrierAudioVerb, CarrierVerb, VoiceAdapter } from "../../ports/voice";
import { burst } from "../burst";
import { resolvePrompts } from "../resolve-prompts";
import type { Runtime } from "../runtime";
import { agentWords, type Words } from "./agent-words";
import { awaitsCallback } from "./awaits-callback";
import { hasAccepted } from "./release-agent";

/** `at`: the agent has picked up, was asked for the key, or has left the room. */
export type AgentRequest = { token: string; at: "answer" | "key" | "left" };

/** The agent presses this key to take the callback, so that a voicemail does not take it, where the flow names no other. */
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
  }
  if (at === "left" || call.callback.status === "over") return render(goodbyeVerbs(call));
  const { offer, isLive, flowVersion } = await askedFor(runtime, account, call);
  if (at === "answer") {
    if (call.callback.status !== "waiting") return render(goodbyeVerbs(call));
    const whisper = await resolvePrompts(runtime, account, flowVersion, offer?.whisper ?? []);
    return render(offerVerbs(call, whisper as CarrierAudioVerb[], offer?.accept_key ?? ACCEPT_KEY, isLive));
  }
  if (message.digits !== (offer?.accept_key ?? ACCEPT_KEY)) return render([{ verb: "hang_up" }]);
  if (call.callback.status !== "waiting") return render(verbsAfterAccept(call));
  await acceptCallback(runtime, account, call);
  return render(verbsAfterAccept((await store.agentCall(account, token)) ?? call));
}

/** What the agent is asked to take: the step's own words and key, and whether the contact waits on the line. */
async function askedFor({ store }: Runtime, account: AccountId, { callback }: AgentCall) {
  const snapshot = await store.read(account, { interaction: callback.interaction }, "offer");
  const { cursor, call } = snapshot?.state ?? {};
  const offer = cursor?.visit === callback.visit ? cursor.offer : undefined;
  return { offer, isLive: call?.phase === "live", flowVersion: snapshot?.flowVersion ?? "" };
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

/** The step's own words, and then how to take the call; without own words, that twice. */
function offerVerbs({ callback }: AgentCall, whisper: CarrierAudioVerb[], key: string, isLive: boolean): CarrierVerb[] {
  const words = agentWords(callback.language);
  const { language } = words;
  const say = { verb: "say", text: isLive ? words.live(key) : words.offer(key), language } as const;
  const once: CarrierAudioVerb[] = whisper.length > 0 ? whisper : [say];
  return [
    {
      verb: "gather",
      input: "digits",
      prompt: [...once, { verb: "pause", seconds: 1 }, say],
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

function goodbyeVerbs(call: AgentCall): CarrierVerb[] {
  const { callback } = call;
  const words = agentWords(callback.language);
  return [{ verb: "say", text: goodbyeOf(call, words), language: words.language }, { verb: "hang_up" }];
}

/** Why it is over for this agent, in a sentence. */
function goodbyeOf(call: AgentCall, words: Words): string {
  const { was_joined, reason } = call.callback;
  if (reason === "contact_hung_up") return words.hungUp;
  if (!hasAccepted(call)) return words.taken;
  if (reason === "cancelled" || reason === "expired") return words.cancelled;
  return was_joined ? words.hungUp : words.notReached;
}
