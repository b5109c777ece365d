import { turnAddresses } from "../../ports/addresses";
import type { CallbackFacts } from "../../ports/callback";
import { POLL_AGAIN_SECONDS } from "../../ports/deadlines";
import type { AccountId } from "../../ports/ids";
import { isFinal } from "../../ports/voice";
import { burst } from "../burst";
import type { Runtime } from "../runtime";
import { callEnded } from "../webhook/call-status";
import { isAt } from "./ring-group-due";

/** A callback whose agent has left: the contact must neither be rung for nobody nor be left alone in the room. */
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
  { id, interaction, visit }: CallbackFacts,
): Promise<void> {
  await burst(runtime, account, { interaction }, `agent_left:${id}`, (snapshot) =>
    isAt(snapshot, visit)
      ? { do: "resume", resumes: [{ kind: "callback_progress", what: "agent_left" }] }
      : { do: "leave" },
  );
}

/** The room ends with the agent, and the contact comes back from it; one who came too late for that is fetched. */
async function fetchContact(
  runtime: Runtime,
  account: AccountId,
  { interaction, visit }: CallbackFacts,
): Promise<void> {
  const { store, carriers, publicUrl } = runtime;
  const snapshot = await store.read(account, { interaction }, "agent_left");
  if (!snapshot?.attempt?.call_id || !isAt(snapshot, visit)) return;
  const { token, carrier_id, call_id } = snapshot.attempt;
  const client = await carriers.client(account, carrier_id);
  const call = await client.fetchCall(call_id).catch(() => undefined);
  if (call && isFinal(call.status)) {
    const adapter = await carriers.adapter(account, carrier_id);
    return callEnded(runtime, account, adapter, carrier_id, token, call);
  }
  const { forward } = turnAddresses(publicUrl, carrier_id, token, { visit, turn: snapshot.state.turn });
  await client.redirectCall(call_id, forward);
}
