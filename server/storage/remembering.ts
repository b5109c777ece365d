import { BoundedMap } from "@/engine/bounded-map";
import { clockOf, type DatabaseClock, nowBy } from "../ports/clock";
import type { AccountId } from "../ports/ids";
import type {
  AttemptFacts,
  Binding,
  BurstWrite,
  NewAttempt,
  ReadBy,
  Snapshot,
  StartFacts,
  StartWrite,
  Store,
} from "../ports/store";

/** How old what was read of a flow's published version may be; a start on an older one is told so by its write. */
const VERSION_FRESH_MS = 5000;
/** How old the database's clock may be that a burst without a read is told. */
const CLOCK_FRESH_MS = 60_000;
const MOST_FLOWS = 1000;
const MOST_INTERACTIONS = 2000;
/** The first event of a call follows its 201 within seconds. */
const MOST_CALLS = 2000;

type PublishedVersion = { account: AccountId; version: NonNullable<StartFacts["version"]>; readAt: number };
type Left = { account: AccountId; snapshot: Omit<Snapshot, "now" | "proof"> };
type BoundCall = { call: string; bound: Promise<boolean> };

/**
 * The store, spared what this process read or wrote a moment ago itself. Nothing rests on it: whatever is answered from
 * memory is proved by the write that follows, in the same transaction, and made again after a read where it no longer
 * holds. So a second process needs none of it.
 *
 * Starts: which version of a flow is published. `start` writes nothing if another one is.
 * Bursts: interactions as this process left them, by their attempt's token, as long as nobody has answered yet. A caller
 * comes back from a document to the process that gave it, as a rule. `commit` compares the interaction's version, the
 * attempt, its call and the moment with `BurstWrite.proof`.
 * Calls: those that this process has bound itself. The carrier's first event of such a call says nothing more.
 */
export function remembering(store: Store): Store {
  const published = new BoundedMap<string, PublishedVersion>(MOST_FLOWS);
  const left = new BoundedMap<string, Left>(MOST_INTERACTIONS);
  const calls = new BoundedMap<string, BoundCall>(MOST_CALLS);
  let clock: DatabaseClock | null = null;

  const now = () => clock && nowBy(clock, CLOCK_FRESH_MS);

  return {
    ...store,

    async readStart(account, flow, key) {
      const facts = await store.readStart(account, flow, key);
      clock = clockOf(facts.now);
      if (facts.version) published.set(flow, { account, version: facts.version, readAt: clock.readAt });
      return facts;
    },

    recentStart(account, flow) {
      const known = published.get(flow);
      const at = now();
      if (known?.account !== account || at === null) return null;
      if (performance.now() - known.readAt > VERSION_FRESH_MS) return null;
      return { now: at, flowFound: true, version: known.version, earlier: null };
    },

    async start(account, write) {
      const saved = await store.start(account, write);
      if (saved.result === "outdated") published.delete(write.flow);
      else if (saved.result !== "replayed") keepStarted(account, write);
      return saved;
    },

    async read(account, by, inputKey) {
      const known = fromMemory(account, by);
      if (known) return known;
      const snapshot = await store.read(account, by, inputKey);
      if (snapshot) clock = clockOf(snapshot.now);
      return snapshot;
    },

    async commit(account, from, write) {
      const saved = await store.commit(account, from, write);
      if (saved.result !== "lost") keep(account, from, write);
      return saved;
    },

    async bindCall(account, attempt, call, dueSeconds) {
      const binding = store.bindCall(account, attempt, call, dueSeconds);
      calls.set(attempt.token, { call, bound: binding.then(isForGood, () => false) });
      return binding;
    },

    async callProgress(account, carrier, token, progress) {
      const known = progress.status === "initiated" ? calls.get(token) : undefined;
      if (known?.call === progress.callId && (await known.bound)) return { endIt: null };
      return store.callProgress(account, carrier, token, progress);
    },
  };

  function fromMemory(account: AccountId, by: ReadBy): Snapshot | null {
    const call = "token" in by ? by.call : undefined;
    const known = call && "token" in by ? left.get(by.token) : undefined;
    const at = now();
    if (!call || known?.account !== account || at === null || !known.snapshot.attempt) return null;
    return { ...known.snapshot, now: at, proof: { attempt: known.snapshot.attempt.id, call } };
  }

  function keepStarted(account: AccountId, { interaction, flow, flowVersion, burst }: StartWrite): void {
    keep(account, { interaction, flow, flowVersion, attempt: null }, burst);
  }

  /** Kept is only what nobody has answered yet: at that version, no answer to the next input is stored either. */
  function keep(
    account: AccountId,
    { interaction, flow, flowVersion, attempt }: Pick<Snapshot, "interaction" | "flow" | "flowVersion" | "attempt">,
    write: BurstWrite,
  ): void {
    const after = write.attempt ? submitting(write.attempt) : attempt && patched(attempt, write);
    if (!after) return;
    left.delete(after.token);
    if (!isUnanswered(write)) return;
    const { version, status, state, document = null } = write;
    const snapshot = { interaction, flow, flowVersion, version, status, state, document, attempt: after };
    left.set(after.token, { account, snapshot: { ...snapshot, legs: [], answer: null, applied: false } });
  }
}

/** This is the attempt's own call, durably, and nobody wants it ended. */
function isForGood({ result, cancelRequested }: Binding): boolean {
  return (result === "bound" || result === "bound_now") && !cancelRequested;
}

/** What becomes of ports, callbacks and agents' keys comes from others than the caller: it is read. */
function isUnanswered({ status, attempt, document, port_call, callbacks }: BurstWrite): boolean {
  if (status !== "running" || port_call || callbacks) return false;
  if (!document) return attempt !== undefined;
  return !document.verbs.some((verb) => verb.verb === "forward" && verb.accept_key !== undefined);
}

/** A carrier that asks for its document was asked for the call, whether by this process or through the queue. */
function submitting(attempt: NewAttempt): AttemptFacts {
  const { id, token, visit, carrier_id, from, to, ring_seconds, detect_machine } = attempt;
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
