import { fetchAddress, turnAddresses } from "../../ports/addresses";
import type { FetchJob } from "../../ports/interaction";
import type { Runtime } from "../runtime";

/**
 * The `fetch_contact` job: sends the contact's call, which plays the hold of this visit and turn, to what comes next. Nothing is done where the
 * call has asked for that by itself meanwhile.
 */
export async function fetchContact(
  { store, carriers, publicUrl }: Runtime,
  { account, interaction, visit, turn }: FetchJob["payload"],
): Promise<void> {
  const snapshot = await store.read(account, { interaction }, "fetch");
  if (!snapshot?.attempt?.call_id || snapshot.status !== "running" || snapshot.state.call.phase !== "live") return;
  if (snapshot.state.cursor?.visit !== visit || snapshot.state.turn !== turn) return;
  const { carrier_id, token, call_id } = snapshot.attempt;
  const client = await carriers.client(account, carrier_id);
  const { next } = turnAddresses(publicUrl, carrier_id, token, { visit, turn });
  await client.redirectCall(call_id, fetchAddress(next));
}
