import type { ResumeBody } from "@/engine/contract";
import { isTerminal } from "@/engine/run/state";
import type { AttemptFacts, AttemptPatch } from "../../ports/attempt";
import { isGivenUp } from "../../ports/attempt-status";
import type { AccountId } from "../../ports/ids";
import type { Snapshot } from "../../ports/interaction";
import { type CallMessage, type CarrierFacts, isFinal, type VoiceAdapter } from "../../ports/voice";
import { awaitsDial } from "../awaits-dial";
import { burst, type Decision } from "../burst";
import { isJoined, presentForward } from "../joined";
import type { Runtime } from "../runtime";

/** Handles a status callback of a call. Only the call's end can advance the interaction; every other status updates the attempt. */
export async function handleCallStatus(
  runtime: Runtime,
  account: AccountId,
  adapter: VoiceAdapter,
  carrier: string,
  token: string,
  message: CallMessage,
  detectsMachine: boolean,
): Promise<void> {
  if (message.parentCallId) return;
  // Without machine detection the carrier requests the document at the same moment, which reports the answer.
  if (message.status === "in_progress" && !detectsMachine) return;
  if (isFinal(message.status)) return handleCallEnd(runtime, account, adapter, carrier, token, message);
  const { callId, status, sequence, answeredBy } = message;
  const { endIt } = await runtime.store.callProgress(account, carrier, token, { callId, status, sequence, answeredBy });
  if (endIt) await runtime.store.enqueue(endCallJob(account, endIt, callId));
}

/**
 * How long the end of a call waits where it came before the carrier's report on the forward that it ended: the two are sent at
 * the same moment, and only the report may say that contact and agent were joined.
 */
const FORWARD_REPORT_SECONDS = 5;

/**
 * Handles the end of a call, whether a status callback, the carrier's list of calls or a request about the call reported it first.
 * `decides`: no report on a forward is waited for any more.
 */
export async function handleCallEnd(
  runtime: Runtime,
  account: AccountId,
  adapter: VoiceAdapter,
  carrier: string,
  token: string,
  facts: CarrierFacts,
  { decides = false } = {},
): Promise<void> {
  const waiting: { attempt: string | null } = { attempt: null };
  await burst(runtime, account, { token, over: endPatch(facts) }, endKey(token), (snapshot) => {
    waiting.attempt = null;
    if (snapshot.attempt?.carrier_id !== carrier) return { do: "leave" };
    const decision = decide(adapter, snapshot, facts);
    if (decides || decision.do === "leave" || !awaitsReport(snapshot)) return decision;
    waiting.attempt = snapshot.attempt.id;
    return { do: "leave", patch: { id: snapshot.attempt.id, ...reportedPatch(facts) } };
  });
  if (waiting.attempt) await runtime.store.setDeadline(account, "attempt", waiting.attempt, FORWARD_REPORT_SECONDS);
}

/** True where nothing is known yet of the agent's leg of the present forward. With an accept key, the key itself is known. */
function awaitsReport(snapshot: Snapshot): boolean {
  const forward = presentForward(snapshot);
  if (!forward || forward.accept_key !== undefined) return false;
  return !snapshot.legs.some((leg) => leg.turn === snapshot.state.turn);
}

function decide(adapter: VoiceAdapter, snapshot: Snapshot, facts: CarrierFacts): Decision {
  const { attempt, state } = snapshot;
  if (!attempt || attempt.status === "ended" || isGivenUp(attempt.status)) return { do: "leave" };
  // This is a second call on the attempt, which we have ended ourselves.
  if (attempt.call_id !== null && attempt.call_id !== facts.callId) return { do: "leave" };
  const patch = { id: attempt.id, ...endPatch(facts) };
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
  if (awaitsDial(state, attempt)) {
    if (facts.status !== "completed") {
      const { result, declined, fault } = adapter.classifyEnd(facts.status, facts.sipCode);
      return [{ kind: "dial_ended", result, ...(declined ? { declined } : {}), ...(fault ? { error: fault } : {}) }];
    }
    // The call was completed without a request for its document: somebody answered and hung up.
    return [
      { kind: "call_answered", answered_by: "unknown" },
      { kind: "hung_up", joined: false },
    ];
  }
  if (state.call.phase !== "live") return [];
  // The contact of a callback is joined by answering, since the agent waits in the room.
  if (state.wait?.for === "callback") return [{ kind: "hung_up", joined: true }];
  const forward = presentForward(snapshot);
  return [{ kind: "hung_up", joined: legs.some((leg) => leg.turn === state.turn && isJoined(forward, leg)) }];
}

function endPatch(facts: CarrierFacts): Omit<AttemptPatch, "id"> {
  return { status: "ended", ended: true, ...reportedPatch(facts) };
}

function reportedPatch(facts: CarrierFacts): Omit<AttemptPatch, "id"> {
  return {
    call_id: facts.callId,
    call_status: facts.status,
    ...(facts.sipCode === null ? {} : { sip_code: facts.sipCode }),
    ...(facts.durationSeconds === null ? {} : { duration_seconds: facts.durationSeconds }),
    ...(facts.answeredBy === null ? {} : { answered_by: facts.answeredBy }),
  };
}

/** Handles a status callback of an agent's leg. Writes that it was answered, or why it was not, and ignores every other status. */
export async function handleLegStatus(
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

const endKey = (token: string): string => `ended:${token.slice(-8)}`;

/** The job that ends the attempt's call, or `call`, a second one. */
export function endCallJob(account: AccountId, attempt: string, call?: string) {
  return {
    task: "update_call",
    payload: { account, attempt, ...(call ? { call } : {}) },
    key: `end:${call ?? attempt}`,
  } as const;
}
