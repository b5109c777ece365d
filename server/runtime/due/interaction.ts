import { LIMITS } from "@/engine/limits";
import type { State } from "@/engine/run/state";
import { POLL_AGAIN_SECONDS, POLL_LIVE_CALL_SECONDS } from "../../ports/deadlines";
import type { AccountId } from "../../ports/ids";
import type { Snapshot } from "../../ports/store";
import { isFinal } from "../../ports/voice";
import { burst } from "../burst";
import type { Runtime } from "../runtime";
import { handleCallEnd } from "../webhook/call-status";

/**
 * Handles an interaction whose deadline has come. While a live call is the carrier's to continue, the deadline only makes us ask the
 * carrier, and ends the interaction's call where the carrier says that it is over. Otherwise the step's wait has run out, or the
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
  return wait?.for === "port" || wait?.for === "time";
}

async function pollLiveCall(runtime: Runtime, account: AccountId, { interaction, attempt }: Snapshot): Promise<void> {
  const { store, carriers } = runtime;
  if (!attempt?.call_id) return store.setDeadline(account, "interaction", interaction, POLL_AGAIN_SECONDS);
  const client = await carriers.client(account, attempt.carrier_id);
  const call = await client.fetchCall(attempt.call_id).catch(() => undefined);
  if (call === undefined) return store.setDeadline(account, "interaction", interaction, POLL_AGAIN_SECONDS);
  if (call !== null && !isFinal(call.status))
    return store.setDeadline(account, "interaction", interaction, POLL_LIVE_CALL_SECONDS);
  const adapter = await carriers.adapter(account, attempt.carrier_id);
  const endedCall = {
    callId: attempt.call_id,
    status: "completed",
    sipCode: null,
    answeredBy: null,
    durationSeconds: null,
  } as const;
  await handleCallEnd(runtime, account, adapter, attempt.carrier_id, attempt.token, call ?? endedCall);
}

function hasExpired({ now, state }: Snapshot): boolean {
  return Date.parse(now) - Date.parse(state.started_at) >= LIMITS.interaction_hours * 3_600_000;
}
