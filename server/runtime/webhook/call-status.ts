import type { ResumeBody } from "@/engine/contract";
import { isTerminal } from "@/engine/run/state";
import { isGivenUp } from "../../ports/attempt-status";
import type { AccountId } from "../../ports/ids";
import type { AttemptFacts, AttemptPatch, Snapshot } from "../../ports/store";
import { type CallMessage, type CarrierFacts, isFinal, type VoiceAdapter } from "../../ports/voice";
import { awaitsDial } from "../awaits-dial";
import { burst, type Decision } from "../burst";
import { isJoined, presentForward } from "../joined";
import type { Runtime } from "../runtime";

/** A status callback of the attempt's own call. Anything but its end only updates the attempt. */
export async function callStatus(
  runtime: Runtime,
  account: AccountId,
  adapter: VoiceAdapter,
  carrier: string,
  token: string,
  message: CallMessage,
  detectsMachine: boolean,
): Promise<void> {
  if (message.parentCallId) return;
  // Without machine detection the document fetch comes with it, and says so itself.
  if (message.status === "in_progress" && !detectsMachine) return;
  if (isFinal(message.status)) return callEnded(runtime, account, adapter, carrier, token, message);
  const { callId, status, sequence, answeredBy } = message;
  const { endIt } = await runtime.store.callProgress(account, carrier, token, { callId, status, sequence, answeredBy });
  if (endIt) await runtime.store.enqueue(endCall(account, endIt, callId));
}

/** The call's end, from whichever notice told it first: a callback, the carrier's list, a fetch. */
export async function callEnded(
  runtime: Runtime,
  account: AccountId,
  adapter: VoiceAdapter,
  carrier: string,
  token: string,
  facts: CarrierFacts,
): Promise<void> {
  await burst(runtime, account, { token, over: end(facts) }, endKey(token), (snapshot) =>
    snapshot.attempt?.carrier_id === carrier ? meaning(adapter, snapshot, facts) : { do: "leave" },
  );
}

function meaning(adapter: VoiceAdapter, snapshot: Snapshot, facts: CarrierFacts): Decision {
  const { attempt, state } = snapshot;
  if (!attempt || attempt.status === "ended" || isGivenUp(attempt.status)) return { do: "leave" };
  // A second call on the attempt is ended when it first speaks up; its end is no news of ours.
  if (attempt.call_id !== null && attempt.call_id !== facts.callId) return { do: "leave" };
  const patch = { id: attempt.id, ...end(facts) };
  if (isTerminal(state) || snapshot.applied) return { do: "leave", patch };
  const resumes = resumesOf(adapter, snapshot, attempt, facts);
  return resumes.length ? { do: "resume", resumes, patch } : { do: "leave", patch };
}

function resumesOf(
  adapter: VoiceAdapter,
  snapshot: Snapshot,
  attempt: AttemptFacts,
  facts: CarrierFacts,
): ResumeBody[] {
  const { state, legs } = snapshot;
  if (awaitsDial(state, attempt.visit)) {
    if (facts.status !== "completed") {
      const { result, fault } = adapter.classifyEnd(facts.status, facts.sipCode);
      return [{ kind: "dial_ended", result, ...(fault ? { error: fault } : {}) }];
    }
    // Completed without ever fetching its document: answered, then hung up.
    return [
      { kind: "call_answered", answered_by: "unknown" },
      { kind: "hung_up", joined: false },
    ];
  }
  if (state.call.phase !== "live") return [];
  // A callback's contact is joined by being answered: the agent is there already.
  if (state.wait?.for === "callback") return [{ kind: "hung_up", joined: true }];
  const forward = presentForward(snapshot);
  return [{ kind: "hung_up", joined: legs.some((leg) => leg.turn === state.turn && isJoined(forward, leg, null)) }];
}

function end(facts: CarrierFacts): Omit<AttemptPatch, "id"> {
  return {
    status: "ended",
    call_id: facts.callId,
    call_status: facts.status,
    ended: true,
    ...(facts.sipCode === null ? {} : { sip_code: facts.sipCode }),
    ...(facts.durationSeconds === null ? {} : { duration_seconds: facts.durationSeconds }),
    ...(facts.answeredBy === null ? {} : { answered_by: facts.answeredBy }),
  };
}

/** A leg's status callback: only that it was answered, or why it was not, matters to anybody. */
export async function legStatus(
  { store }: Runtime,
  account: AccountId,
  token: string,
  turn: number,
  message: CallMessage,
): Promise<void> {
  if (!message.parentCallId || ["queued", "initiated", "ringing", "completed"].includes(message.status)) return;
  const { parentCallId, callId, to, status, sequence, sipCode } = message;
  await store.leg(account, token, { parentCallId, callId, turn, to, status, sequence, sipCode });
}

export const endKey = (token: string): string => `ended:${token.slice(-8)}`;

export function endCall(account: AccountId, attempt: string, call?: string) {
  return {
    task: "update_call",
    payload: { account, attempt, ...(call ? { call } : {}) },
    key: `end:${call ?? attempt}`,
  } as const;
}
