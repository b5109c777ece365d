import { BoundedMap } from "@/engine/bounded-map";
import type { AttemptFacts, Binding, NewAttempt } from "../ports/attempt";
import { clockOf, type DatabaseClock, nowBy } from "../ports/clock";
import type { AccountId } from "../ports/ids";
import type { BurstWrite, ReadBy, Snapshot, StartFacts, StartWrite } from "../ports/interaction";
import type { Store } from "../ports/store";

/** How long a flow's published version is used after it was read. A start on a version that was replaced meanwhile is refused by its write. */
const VERSION_FRESH_MS = 5000;
/** How long the database's clock, once read, gives the moment of bursts that read nothing. */
const CLOCK_FRESH_MS = 60_000;
const MAX_FLOWS = 1000;
const MAX_INTERACTIONS = 2000;
/** The first event of a call follows its 201 within seconds. */
const MAX_CALLS = 2000;

type PublishedVersion = { account: AccountId; version: NonNullable<StartFacts["version"]>; readAt: number };
type InteractionAsLeft = { account: AccountId; snapshot: Omit<Snapshot, "now" | "proof"> };
type BoundCall = { call: string; bound: Promise<boolean> };

/**
 * The store, without reads of what this process itself read or wrote a moment ago. The write that follows checks in its own
 * transaction that what was remembered still holds; if not, the caller reads and tries again. Other processes do not need
 * this memory.
 *
 * It remembers:
 * - the published version of a flow; `start` writes nothing if it is another one by now
 * - interactions as this process left them, by their attempt's token, until their next input; `commit` compares the
 *   interaction's version, the attempt, its call and the moment with `BurstWrite.proof`
 * - calls that this process has bound to their attempts; the carrier's first event of such a call adds nothing
 */
export function remembering(store: Store): Store {
  const published = new BoundedMap<string, PublishedVersion>(MAX_FLOWS);
  const left = new BoundedMap<string, InteractionAsLeft>(MAX_INTERACTIONS);
  const calls = new BoundedMap<string, BoundCall>(MAX_CALLS);
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
      else if (saved.result === "written" || saved.result === "claimed") keepStarted(account, write);
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
      if (saved.result === "written" || saved.result === "claimed") keep(account, from, write);
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

  /** Keeps the interaction only while it waits for its caller: then no answer to the next input can be stored yet. */
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

/** True if the call is durably the attempt's own and nobody wants it ended. */
function isForGood({ result, cancelRequested }: Binding): boolean {
  return (result === "bound" || result === "bound_now") && !cancelRequested;
}

/** False where others than the caller can change the interaction next: ports, callbacks, agents' keys. */
function isUnanswered({ status, state, attempt, document, port_call, callbacks }: BurstWrite): boolean {
  if (status !== "running" || port_call || callbacks || state.wait?.for === "agents") return false;
  if (!document) return attempt !== undefined;
  return !document.verbs.some((verb) => verb.verb === "forward" && verb.accept_key !== undefined);
}

/** The attempt as it is when the carrier asks for its first document: somebody has asked the carrier for the call by then. */
function submitting(attempt: NewAttempt): AttemptFacts {
  const { id, token, visit, visit_try, carrier_id, from, to, ring_seconds, detect_machine } = attempt;
  return {
    ...{ id, token, visit, carrier_id, from, to, ring_seconds, detect_machine },
    ...(visit_try === undefined ? {} : { visit_try }),
    ...{ status: "submitting", purpose: "contact", cancel_requested: false },
    ...{ call_id: null, call_status: null, call_sequence: null, submitted_at: null, ringing_at: null },
  };
}

function patched(attempt: AttemptFacts, { attempt_patch: patch }: BurstWrite): AttemptFacts {
  if (patch?.id !== attempt.id) return attempt;
  const { status = attempt.status, call_id = null, call_status = attempt.call_status } = patch;
  return { ...attempt, status, call_id: attempt.call_id ?? call_id, call_status };
}
