import { expiresAt } from "@/engine/run/expiry";
import type { State } from "@/engine/run/state";
import type { AttemptFacts } from "../../ports/attempt";
import { longestCallSeconds, POLL_AGAIN_SECONDS, POLL_LIVE_CALL_SECONDS } from "../../ports/deadlines";
import type { AccountId } from "../../ports/ids";
import type { Snapshot } from "../../ports/interaction";
import { isFinal } from "../../ports/voice";
import { burst } from "../burst";
import type { Runtime } from "../runtime";
import { handleCallEnd } from "../webhook/call-status";
import { askCarrier, silenceOf } from "./ask-carrier";

/**
 * Handles an interaction whose deadline has come. While a live call is the carrier's to continue, the deadline only makes us ask the
 * carrier, and ends the interaction's call where the carrier says that it is over, or where it has lasted longer than a call can. Otherwise the step's wait has run out, or the
 * interaction has expired.
 */
export async function interactionDue(runtime: Runtime, account: AccountId, interaction: string): Promise<void> {
  const { store } = runtime;
  const snapshot = await store.read(account, { interaction }, "due");
  if (snapshot?.status !== "running") return store.clearDeadline(account, "interaction", interaction);
  const { state } = snapshot;
  if (state.call.phase === "live" && !hasOwnTimer(state)) return pollLiveCall(runtime, account, snapshot);
  const kind = hasExpired(snapshot) ? "expired" : "timer";
  const key = `${kind}:${snapshot.version}`;
  const result = await burst(runtime, account, { interaction }, key, () => ({ do: "resume", resumes: [{ kind }] }));
  // The interaction waits for a dial, whose attempt has deadlines of its own.
  if (!result?.applied) await store.setDeadline(account, "interaction", interaction, POLL_LIVE_CALL_SECONDS);
}

/** True for waits that end by their deadline also while a call is live. */
function hasOwnTimer({ wait }: State): boolean {
  return wait?.for === "port" || wait?.for === "time" || wait?.for === "agents";
}

async function pollLiveCall(runtime: Runtime, account: AccountId, snapshot: Snapshot): Promise<void> {
  const { store, carriers } = runtime;
  const { interaction, attempt } = snapshot;
  if (!attempt?.call_id) return store.setDeadline(account, "interaction", interaction, POLL_AGAIN_SECONDS);
  const client = await carriers.client(account, attempt.carrier_id);
  const asked = await askCarrier(client, attempt.call_id);
  if (asked.call === null || (asked.call && isFinal(asked.call.status))) {
    const adapter = await carriers.adapter(account, attempt.carrier_id);
    const gone = { callId: attempt.call_id, sipCode: null, answeredBy: null, durationSeconds: null };
    const ended = asked.call ?? ({ ...gone, status: "completed" } as const);
    return handleCallEnd(runtime, account, adapter, attempt.carrier_id, attempt.token, ended, { decides: true });
  }
  const left = secondsLeft(snapshot, attempt);
  if (left > 0) {
    const again = asked.call ? POLL_LIVE_CALL_SECONDS : POLL_AGAIN_SECONDS;
    return store.setDeadline(account, "interaction", interaction, Math.min(again, left));
  }
  const error = silenceOf(asked, runtime.publicUrl);
  await burst(runtime, account, { interaction }, `silent:${attempt.id}`, () => ({
    do: "resume",
    resumes: [{ kind: "carrier_failed", error }],
    patch: { id: attempt.id, status: "given_up", error: error.message, ended: true },
  }));
  await client.endCall(attempt.call_id, "hang_up").catch(() => undefined);
}

/** Until a live call has lasted longer than the carrier lets one, whatever it says of it. */
function secondsLeft({ now, state }: Snapshot, { submitted_at, ring_seconds }: AttemptFacts): number {
  const since = Date.parse(now) - Date.parse(submitted_at ?? state.started_at);
  return longestCallSeconds(ring_seconds) - since / 1000;
}

function hasExpired({ now, state }: Snapshot): boolean {
  return Date.parse(now) >= Date.parse(expiresAt(state.started_at));
}
