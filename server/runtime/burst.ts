import type { ResumeBody } from "@/engine/contract";
import { dialOf } from "@/engine/refusal";
import type { State } from "@/engine/state";
import { PatchcordError } from "../errors";
import type { AccountId } from "../ports/ids";
import type { AccountFacts, AttemptPatch, BurstWrite, Document, NewAttempt, ReadBy, Snapshot } from "../ports/store";
import { type Played, play } from "./play";
import type { Runtime } from "./runtime";

/** Lost races before the answer is 503: each means that somebody else has advanced the interaction meanwhile. */
const MAX_RACES = 5;
/** A dial that comes later than the start waits for its slot as long as its own limit lets it. */
const ANY_WAIT_SECONDS = 366 * 24 * 3600;
/** A slot at the very end of the queue is still dialled: the job starts a moment after its slot. */
const DROP_GRACE_SECONDS = 5;

export type Decision =
  | { do: "resume"; resumes: ResumeBody[]; patch?: AttemptPatch }
  /** The interaction stays as it is; what is known of its attempt is still written. */
  | { do: "leave"; patch?: AttemptPatch };

/** `answer`: what `render` made of the burst that was applied. */
export type BurstResult = { applied: boolean; answer: string | null };

/**
 * One read, the engine, one atomic write. `decide` says what the input means where the interaction stands, and is asked
 * again after a lost race. `render` turns the new document, or null where the burst made none, into the answer that is
 * stored with the input, so that a redelivery gets it byte for byte. Null: there is no such interaction. Throws
 * `unavailable` after five lost races.
 */
export async function burst(
  runtime: Runtime,
  account: AccountId,
  by: ReadBy,
  inputKey: string,
  decide: (snapshot: Snapshot) => Decision,
  render?: (document: Document | null, state: State) => string,
): Promise<BurstResult | null> {
  const { store, registry } = runtime;
  for (let race = 0; race < MAX_RACES; race++) {
    const snapshot = await store.read(account, by, inputKey);
    if (!snapshot) return null;
    const decision = decide(snapshot);
    if (decision.do === "leave") {
      if (decision.patch) await store.patchAttempt(account, decision.patch);
      return { applied: false, answer: null };
    }
    const [definition, facts] = await Promise.all([
      store.definition(account, snapshot.flowVersion),
      store.facts(account),
    ]);
    const input = { key: inputKey, at: snapshot.now, resumes: decision.resumes };
    const played = play(registry, definition, facts, snapshot, input);
    if (!played) {
      if (decision.patch) await store.patchAttempt(account, decision.patch);
      return { applied: false, answer: null };
    }
    const write = burstWrite(
      runtime,
      account,
      facts,
      definition.max_queue_seconds,
      ANY_WAIT_SECONDS,
      snapshot.now,
      snapshot.version,
      played,
    );
    if (decision.patch) write.attempt_patch = decision.patch;
    const answering = render !== undefined;
    if (render && write.rows[0]) write.rows[0].answer = render(write.document ?? null, played.state);
    addHangUp(account, write, played, snapshot, answering);
    if (await store.commit(account, snapshot.interaction, snapshot.version, write)) {
      return { applied: true, answer: write.rows[0]?.answer ?? null };
    }
  }
  throw new PatchcordError("unavailable", "The interaction is being changed by others; try again.", {
    headers: { "Retry-After": "1" },
  });
}

/** What a burst writes, whatever it was that woke it. */
export function burstWrite(
  { ids }: Runtime,
  account: AccountId,
  facts: AccountFacts,
  maxQueueSeconds: number,
  maxWaitSeconds: number,
  at: string,
  version: number,
  played: Played,
): BurstWrite {
  const { state, rows, effects, verbs } = played;
  const dial = dialOf(effects);
  return {
    version: version + rows.length,
    at,
    status: state.status,
    outcome: state.outcome,
    call_result: state.call_result,
    state,
    ...(verbs ? { document: { visit: state.cursor?.visit ?? 0, turn: state.turn, verbs } } : {}),
    deadline_at: state.wait?.deadline ?? null,
    rows,
    ...(dial ? { attempt: newAttempt() } : {}),
  };

  function newAttempt(): NewAttempt {
    const { from, to, ring_seconds, detect_machine } = dial!;
    const carrier_id = facts.numbers.get(from)!.carrierId;
    return {
      id: ids.uuid(),
      token: ids.attemptToken(account),
      visit: state.cursor?.visit ?? 0,
      carrier_id,
      calls_per_second: facts.carriers.get(carrier_id)?.callsPerSecond ?? null,
      from,
      to,
      ring_seconds,
      detect_machine,
      max_wait_seconds: maxWaitSeconds,
      drop_after_seconds: maxQueueSeconds + DROP_GRACE_SECONDS,
    };
  }
}

/** A call that must end is told so by the document it asked for; where nobody asks, a job tells the carrier. */
function addHangUp(
  account: AccountId,
  write: BurstWrite,
  played: Played,
  { attempt }: Snapshot,
  answering: boolean,
): void {
  if (answering || !attempt || !played.effects.some((effect) => effect.effect === "hang_up")) return;
  write.jobs = [{ task: "update_call", payload: { account, attempt: attempt.id }, key: `end:${attempt.id}` }];
}
