import { BoundedMap } from "@/engine/bounded-map";
import { type DatabaseClock, nowBy } from "../ports/clock";
import type { AccountId } from "../ports/ids";
import type { AttemptFacts, BurstWrite, NewAttempt, Snapshot } from "../ports/store";

/** How long after its clock was last read an interaction is still played from memory. */
const FRESH_MS = 60_000;
const MOST = 2000;

export type Known = { snapshot: Snapshot; clock: DatabaseClock };
type Left = { account: AccountId; clock: DatabaseClock; snapshot: Omit<Snapshot, "now"> };
type Before = Pick<Snapshot, "interaction" | "flow" | "flowVersion" | "attempt">;

/**
 * Interactions as this process left them, by their attempt's token. A caller comes back from a document to the process that
 * gave it, as a rule, and then nothing need be read: the burst is made from memory, and its commit proves what it stands on
 * (`BurstWrite.proof`). Kept is only what nobody has answered yet, a dial or a document: an interaction that is still at
 * that version has no stored answer for its next input either.
 */
export class Remembered {
  readonly #left = new BoundedMap<string, Left>(MOST);

  /** What was left, at what is now by the database's clock; null where it must be read. */
  of(account: AccountId, token: string): Known | null {
    const left = this.#left.get(token);
    const now = left?.account === account ? nowBy(left.clock, FRESH_MS) : null;
    if (!left || now === null) return null;
    return { snapshot: { ...left.snapshot, now }, clock: left.clock };
  }

  /** After a commit. `before`: what its burst was made from, at `clock`. */
  leave(account: AccountId, { attempt, ...before }: Before, clock: DatabaseClock, write: BurstWrite): void {
    const after = write.attempt ? dialled(write.attempt) : attempt && patched(attempt, write);
    if (!after) return;
    this.#left.delete(after.token);
    if (!isUnanswered(write)) return;
    const { version, status, state, document = null } = write;
    const seen = { legs: [], answer: null, applied: false };
    this.#left.set(after.token, {
      ...{ account, clock },
      snapshot: { ...before, version, status, state, document, attempt: after, ...seen },
    });
  }
}

/** What becomes of ports, callbacks and agents' keys comes from others than the caller: it is read. */
function isUnanswered({ status, attempt, document, port_call, callbacks }: BurstWrite): boolean {
  if (status !== "running" || port_call || callbacks) return false;
  if (!document) return attempt !== undefined;
  return !document.verbs.some((verb) => verb.verb === "forward" && verb.accept_key !== undefined);
}

/** A carrier that asks for its document was asked for the call, whether by this process or through the queue. */
function dialled({ id, token, visit, carrier_id, from, to, ring_seconds, detect_machine }: NewAttempt): AttemptFacts {
  return {
    ...{ id, token, visit, carrier_id, from, to, ring_seconds, detect_machine },
    ...{ status: "submitting", purpose: "contact", cancel_requested: false },
    ...{ call_id: null, call_status: null, call_sequence: null, submitted_at: null, ringing_at: null },
  };
}

function patched(attempt: AttemptFacts, { attempt_patch: patch }: BurstWrite): AttemptFacts {
  if (patch?.id !== attempt.id) return attempt;
  const { status = attempt.status, call_id = null, call_status = attempt.call_status } = patch;
  return { ...attempt, status, call_id: attempt.call_id ?? call_id, call_status };
}
