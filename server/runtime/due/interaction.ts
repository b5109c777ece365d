import { LIMITS } from "@/engine/limits";
import type { State } from "@/engine/run/state";
import { POLL_AGAIN_SECONDS, POLL_LIVE_CALL_SECONDS } from "../../ports/deadlines";
import type { AccountId } from "../../ports/ids";
import type { Snapshot } from "../../ports/store";
import { isFinal } from "../../ports/voice";
import { burst } from "../burst";
import type { Runtime } from "../runtime";
import { callEnded } from "../webhook/call-status";

/**
 * An interaction whose wait has run out. While the carrier has the word that is a watchdog, not an exit: it is asked, and
 * only a call that is over ends. Else it is the wait's own timer, or the interaction has expired.
 */
export async function interactionDue(runtime: Runtime, account: AccountId, interaction: string): Promise<void> {
  const { store } = runtime;
  const snapshot = await store.read(account, { interaction }, "due");
  if (snapshot?.status !== "running") return store.clearDeadline(account, "interaction", interaction);
  const { state } = snapshot;
  if (state.call.phase === "live" && !endsByItself(state)) return watch(runtime, account, snapshot);
  const kind = hasExpired(snapshot) ? "expired" : "timer";
  const key = `${kind}:${snapshot.version}`;
  const result = await burst(runtime, account, { interaction }, key, () => ({ do: "resume", resumes: [{ kind }] }));
  // A dial the carrier is slow about: its attempt has deadlines of its own.
  if (!result?.applied) await store.setDeadline(account, "interaction", interaction, POLL_LIVE_CALL_SECONDS);
}

/** Waits that end by their deadline whether a call is live or not. */
function endsByItself({ wait }: State): boolean {
  return wait?.for === "port" || wait?.for === "time";
}

async function watch(runtime: Runtime, account: AccountId, { interaction, attempt }: Snapshot): Promise<void> {
  const { store, carriers } = runtime;
  if (!attempt?.call_id) return store.setDeadline(account, "interaction", interaction, POLL_AGAIN_SECONDS);
  const client = await carriers.client(account, attempt.carrier_id);
  const call = await client.fetchCall(attempt.call_id).catch(() => undefined);
  if (call === undefined) return store.setDeadline(account, "interaction", interaction, POLL_AGAIN_SECONDS);
  if (call !== null && !isFinal(call.status))
    return store.setDeadline(account, "interaction", interaction, POLL_LIVE_CALL_SECONDS);
  const adapter = await carriers.adapter(account, attempt.carrier_id);
  const gone = {
    callId: attempt.call_id,
    status: "completed",
    sipCode: null,
    answeredBy: null,
    durationSeconds: null,
  } as const;
  await callEnded(runtime, account, adapter, attempt.carrier_id, attempt.token, call ?? gone);
}

function hasExpired({ now, state }: Snapshot): boolean {
  return Date.parse(now) - Date.parse(state.started_at) >= LIMITS.interaction_hours * 3_600_000;
}
