import { mayRing, type RingHistory, type RingRefusal } from "@/engine/ring-rules/may-ring";
import { waitUntil } from "@/engine/run/refusal";
import type { Claimed } from "../../ports/attempt";
import type { AccountId } from "../../ports/ids";
import { isCounted, ringProof, ringWait } from "../rings";
import type { Runtime } from "../runtime";

/** Decisions of one look: the rules', then with what the database said. */
const MAX_TRIES = 3;

/**
 * Decides again about a dial that waits for its window. Released, it may be made: `callsPerSecond` is its carrier row's pace. Waiting, it
 * is looked at again at the time that the rules name. Refused, it must not be made any more.
 */
export async function decideHeldDial(
  { store }: Runtime,
  account: AccountId,
  attempt: string,
  { carrier, from, to }: Pick<Claimed, "carrier" | "from" | "to">,
): Promise<
  | { result: "released"; callsPerSecond: number | null }
  | { result: "waiting" | "gone" }
  | { result: "refused"; refusal: RingRefusal }
> {
  let history: RingHistory = {};
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const held = await store.heldDial(account, attempt);
    if (!held) return { result: "gone" };
    const { rings, carriers } = await store.facts(account);
    const { now: at, zone, flow, client } = held;
    const request = { from, to, at, party: "contact", ...(zone ? { zone } : {}) } as const;
    const refusal = mayRing(rings, request, history);
    if (refusal !== "allowed") {
      const until = waitUntil(refusal, at, held.last_at);
      if (!until) return { result: "refused", refusal };
      await store.holdDial(account, attempt, until, ringWait(refusal, zone));
      return { result: "waiting" };
    }
    const ring = ringProof(rings, { flow, client }, request, () => ({ id: attempt }));
    const proof = held.visit_try ? { ...ring, alone: flow } : ring;
    const forbids = await store.releaseDial(account, attempt, proof, isCounted(rings, from));
    if (!forbids) return { result: "released", callsPerSecond: carriers.get(carrier)?.callsPerSecond ?? null };
    history = forbids;
  }
  throw new Error("The write refuses a ring that the rules allow.");
}
