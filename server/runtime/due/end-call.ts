import type { AccountId } from "../../ports/ids";
import type { Job } from "../../ports/store";
import { isFinal } from "../../ports/voice";
import { burst } from "../burst";
import { releaseAgent } from "../callback/release-agent";
import type { Runtime } from "../runtime";
import { callEnded } from "../webhook/call-status";

/**
 * The update-call job: ends the attempt's call, or a second one that must not be. An attempt nobody has submitted is
 * cancelled in place; one whose call is not known yet is remembered, and ended when its call is bound.
 */
export async function endCallNow(runtime: Runtime, { account, attempt, call }: Job["payload"]): Promise<void> {
  const { store, carriers } = runtime;
  const owner = await store.attemptWithInteraction(account, attempt);
  if (!owner) return;
  const client = await carriers.client(account, owner.carrier_id);
  if (call && call !== owner.call_id) {
    await client.endCall(call, "hang_up");
    return;
  }
  if (await releaseAgent(runtime, account, owner, client)) return;
  const cancelled = await store.cancelAttempt(account, attempt);
  if (cancelled.result !== "placed" || !cancelled.callId) return;
  const left = await client.endCall(cancelled.callId, "hang_up");
  // A call cancelled while queued sends no callback: this answer is the last word.
  if (left && isFinal(left.status))
    await callEnded(
      runtime,
      account,
      await carriers.adapter(account, owner.carrier_id),
      owner.carrier_id,
      owner.token,
      left,
    );
}

/** Cancels a running interaction: nothing rings that has not rung, and a live call is ended. */
export async function cancelInteraction(runtime: Runtime, account: AccountId, interaction: string): Promise<boolean> {
  const result = await burst(runtime, account, { interaction }, "cancelled", (snapshot) =>
    snapshot.status === "running" ? { do: "resume", resumes: [{ kind: "cancelled" }] } : { do: "leave" },
  );
  return result?.applied ?? false;
}
