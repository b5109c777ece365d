import { turnAddresses } from "../../ports/addresses";
import type { CallbackFacts } from "../../ports/callback";
import { POLL_AGAIN_SECONDS } from "../../ports/deadlines";
import type { AccountId } from "../../ports/ids";
import { isFinal } from "../../ports/voice";
import { burst } from "../burst";
import type { Runtime } from "../runtime";
import { handleCallEnd } from "../webhook/call-status";
import { awaitsCallback } from "./awaits-callback";

/** Handles a callback whose agent has left: stops ringing the contact, or brings the contact back from the empty room. */
export async function callbackDue(runtime: Runtime, account: AccountId, id: string): Promise<void> {
  const { store } = runtime;
  const callback = await store.callback(account, id);
  if (!callback?.agent_left || callback.status === "over") return store.lookAgain(account, "callback", id, null);
  await store.lookAgain(account, "callback", id, POLL_AGAIN_SECONDS);
  if (callback.status === "accepted") await stopRinging(runtime, account, callback);
  else await fetchContact(runtime, account, callback);
}

async function stopRinging(
  runtime: Runtime,
  account: AccountId,
  { accepted_attempt, interaction, visit }: CallbackFacts,
): Promise<void> {
  await burst(runtime, account, { interaction }, `agent_left:${accepted_attempt}`, (snapshot) =>
    awaitsCallback(snapshot, visit)
      ? { do: "resume", resumes: [{ kind: "callback_progress", what: "agent_left" }] }
      : { do: "leave" },
  );
}

/** The room ends when the agent leaves, and the carrier sends the contact on. A contact who entered after that is redirected here. */
async function fetchContact(
  runtime: Runtime,
  account: AccountId,
  { interaction, visit }: CallbackFacts,
): Promise<void> {
  const { store, carriers, publicUrl } = runtime;
  const snapshot = await store.read(account, { interaction }, "agent_left");
  if (!snapshot?.attempt?.call_id || !awaitsCallback(snapshot, visit)) return;
  const { token, carrier_id, call_id } = snapshot.attempt;
  const client = await carriers.client(account, carrier_id);
  const call = await client.fetchCall(call_id).catch(() => undefined);
  if (call && isFinal(call.status)) {
    const adapter = await carriers.adapter(account, carrier_id);
    return handleCallEnd(runtime, account, adapter, carrier_id, token, call);
  }
  const { forward } = turnAddresses(publicUrl, carrier_id, token, { visit, turn: snapshot.state.turn });
  await client.redirectCall(call_id, forward);
}
