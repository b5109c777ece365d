import type { AccountId } from "../../ports/ids";
import type { EndCallJob } from "../../ports/interaction";
import { isFinal } from "../../ports/voice";
import { burst } from "../burst";
import { releaseAgent } from "../callback/release-agent";
import type { Runtime } from "../runtime";
import { handleCallEnd } from "../webhook/call-status";

/**
 * The `update_call` job: ends the attempt's call, or `call`, a second one that the attempt must not have. Cancels an attempt that no
 * process has submitted; marks one whose call is not known yet, so that its call is ended as soon as it is bound.
 */
export async function endCallAtCarrier(
  runtime: Runtime,
  { account, attempt, call }: EndCallJob["payload"],
): Promise<void> {
  const { store, carriers } = runtime;
  const target = await store.attemptWithInteraction(account, attempt);
  if (!target) return;
  const client = await carriers.client(account, target.carrier_id);
  if (call && call !== target.call_id) {
    await client.endCall(call, "hang_up");
    return;
  }
  if (await releaseAgent(runtime, account, target, client)) return;
  const cancelled = await store.cancelAttempt(account, attempt);
  if (cancelled.result !== "placed" || !cancelled.callId) return;
  const ended = await client.endCall(cancelled.callId, "hang_up");
  // The carrier sends no status callback for a call that was cancelled while queued: this answer is all that reports its end.
  if (ended && isFinal(ended.status))
    await handleCallEnd(
      runtime,
      account,
      await carriers.adapter(account, target.carrier_id),
      target.carrier_id,
      target.token,
      ended,
    );
}

/** The `replace_waiting` job: cancels the older interactions that wait to ring the attempt's number, for the same flow. */
export async function cancelReplaced(runtime: Runtime, account: AccountId, attempt: string): Promise<void> {
  for (const interaction of await runtime.store.replacedInteractions(account, attempt))
    await cancelInteraction(runtime, account, interaction);
}

/** Cancels a running interaction: no phone rings any more, and a live call is ended. False where it is not running. */
export async function cancelInteraction(runtime: Runtime, account: AccountId, interaction: string): Promise<boolean> {
  const result = await burst(runtime, account, { interaction }, "cancelled", (snapshot) =>
    snapshot.status === "running" ? { do: "resume", resumes: [{ kind: "cancelled" }] } : { do: "leave" },
  );
  return result?.applied ?? false;
}
