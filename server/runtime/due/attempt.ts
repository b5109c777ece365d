import type { AttemptWithInteraction } from "../../ports/attempt";
import { isInDoubt } from "../../ports/attempt-status";
import {
  dueSeconds,
  GIVE_UP_AFTER_SECONDS,
  longestCallSeconds,
  POLL_AGAIN_SECONDS,
  POLL_AGENT_CALL_SECONDS,
  RECONCILE_EVERY_SECONDS,
  unansweredSeconds,
} from "../../ports/deadlines";
import type { AccountId } from "../../ports/ids";
import { type CallStatus, isFinal, type VoiceClient } from "../../ports/voice";
import { awaitsDial } from "../awaits-dial";
import { burst } from "../burst";
import type { Runtime } from "../runtime";
import { endCallJob, handleCallEnd } from "../webhook/call-status";
import { askCarrier, silenceOf } from "./ask-carrier";

/**
 * Handles an attempt whose carrier has reported nothing in time. Searches the carrier's calls for an attempt in doubt, and gives it
 * up in the end; asks about a placed call by its id, and ends it where it still rings after its ring limit.
 */
export async function attemptDue(runtime: Runtime, account: AccountId, id: string): Promise<void> {
  const { store, carriers } = runtime;
  const attempt = await store.attemptWithInteraction(account, id);
  if (!attempt || !(attempt.status === "placed" || isInDoubt(attempt.status)))
    return store.clearDeadline(account, "attempt", id);
  if (attempt.status === "placed" && attempt.call_status && isFinal(attempt.call_status))
    return decideEnd(runtime, account, attempt, attempt.call_status);
  const client = await carriers.client(account, attempt.carrier_id);
  if (attempt.status === "placed") return pollCall(runtime, account, attempt, client);
  // The process that held the lease is gone, and may or may not have sent the request.
  if (attempt.status === "submitting")
    await store.dialUnknown(account, id, "The process that was dialling ended.", RECONCILE_EVERY_SECONDS);
  await reconcileDial(runtime, account, attempt, client);
}

/** Handles the end of a call that has waited in vain for the report on its forward. */
async function decideEnd(
  runtime: Runtime,
  account: AccountId,
  { id, carrier_id, token, call_id }: AttemptWithInteraction,
  status: CallStatus,
): Promise<void> {
  const adapter = await runtime.carriers.adapter(account, carrier_id);
  const known = { callId: call_id ?? "", status, sipCode: null, answeredBy: null, durationSeconds: null };
  await handleCallEnd(runtime, account, adapter, carrier_id, token, known, { decides: true });
  await runtime.store.clearDeadline(account, "attempt", id);
}

async function reconcileDial(
  runtime: Runtime,
  account: AccountId,
  attempt: AttemptWithInteraction,
  client: VoiceClient,
): Promise<void> {
  const { store } = runtime;
  const secondsAgo = (Date.parse(attempt.now) - Date.parse(attempt.submitted_at ?? attempt.now)) / 1000;
  const found = await client.findCalls({ from: attempt.from, to: attempt.to, secondsAgo }).catch(() => null);
  if (found) {
    const bound = await store.boundCalls(
      account,
      attempt.carrier_id,
      found.map((call) => call.callId),
    );
    const candidates = found.filter((call) => !bound.includes(call.callId));
    const [sole] = candidates;
    if (sole && candidates.length === 1) {
      const binding = await store.bindCall(
        account,
        attempt,
        sole.callId,
        dueSeconds(attempt.ring_seconds, sole.status),
      );
      if (binding.cancelRequested) await store.enqueue(endCallJob(account, attempt.id));
      return pollCall(runtime, account, { ...attempt, call_id: sole.callId }, client);
    }
  }
  if (secondsAgo < GIVE_UP_AFTER_SECONDS) {
    return store.setDeadline(account, "attempt", attempt.id, RECONCILE_EVERY_SECONDS);
  }
  const known = await store.attemptError(account, attempt.id);
  const message = "The carrier never said whether it placed the call.";
  await giveUp(runtime, account, attempt, known ? `${message} ${known}` : message);
}

async function pollCall(
  runtime: Runtime,
  account: AccountId,
  attempt: AttemptWithInteraction,
  client: VoiceClient,
): Promise<void> {
  const { store, carriers } = runtime;
  if (!attempt.call_id) return;
  const asked = await askCarrier(client, attempt.call_id);
  const { call } = asked;
  if (call === null) return giveUp(runtime, account, attempt, "The carrier does not know the call any more.");
  if (call && isFinal(call.status)) {
    const adapter = await carriers.adapter(account, attempt.carrier_id);
    await handleCallEnd(runtime, account, adapter, attempt.carrier_id, attempt.token, call);
    return store.clearDeadline(account, "attempt", attempt.id);
  }
  const left = secondsLeft(attempt);
  if (left <= 0) {
    await giveUp(runtime, account, attempt, silenceOf(asked, runtime.publicUrl).message);
    await client.endCall(attempt.call_id, "hang_up").catch(() => undefined);
    return;
  }
  const lookIn = (seconds: number) => store.setDeadline(account, "attempt", attempt.id, Math.min(seconds, left));
  if (!call) return lookIn(POLL_AGAIN_SECONDS);
  const rung =
    attempt.ringing_at !== null &&
    Date.parse(attempt.now) - Date.parse(attempt.ringing_at) >= attempt.ring_seconds * 1000;
  // An agent's answered call has no step whose deadline would ask about it.
  if (attempt.answered) return lookIn(POLL_AGENT_CALL_SECONDS);
  // Where the call is answered meanwhile, the carrier refuses to cancel it, so this ends only a call that rings.
  if (rung && call.status !== "in_progress") await client.endCall(attempt.call_id, "cancel").catch(() => undefined);
  await lookIn(rung ? RECONCILE_EVERY_SECONDS : POLL_AGAIN_SECONDS);
}

/** Until the attempt's call, as far as it has got, has lasted longer than it can; whatever the carrier says of it. */
function secondsLeft(attempt: AttemptWithInteraction): number {
  const { now, answered, ring_seconds, detect_machine, ringing_at, submitted_at } = attempt;
  const longest = answered
    ? longestCallSeconds(ring_seconds)
    : unansweredSeconds(ring_seconds, detect_machine, ringing_at !== null);
  const from = (answered ? null : ringing_at) ?? submitted_at ?? now;
  return longest - (Date.parse(now) - Date.parse(from)) / 1000;
}

async function giveUp(
  runtime: Runtime,
  account: AccountId,
  attempt: AttemptWithInteraction,
  message: string,
): Promise<void> {
  const error = { code: "carrier_silent", message };
  await burst(runtime, account, { token: attempt.token }, `given_up:${attempt.id}`, (snapshot) => {
    const patch = { id: attempt.id, status: "given_up", error: message, ended: true } as const;
    if (snapshot.status !== "running" || !awaitsDial(snapshot.state, attempt)) return { do: "leave", patch };
    return { do: "resume", resumes: [{ kind: "dial_ended", result: "failed", final: "in_doubt", error }], patch };
  });
}
