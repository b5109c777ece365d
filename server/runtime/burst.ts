import type { ResumeBody } from "@/engine/contract";
import { ALL_CAPABILITIES } from "@/engine/run/capabilities";
import { PatchcordError } from "../platform/errors";
import type { AccountId } from "../ports/ids";
import type { AttemptPatch, BurstWrite, ReadBy, Snapshot } from "../ports/store";
import type { Answering } from "./answering";
import { type AppliedBurst, applyBurst } from "./apply-burst";
import { callbackChanges } from "./callback-changes";
import type { Runtime } from "./runtime";

/** Lost races before the answer is 503: each means that somebody else has advanced the interaction meanwhile. */
const MAX_RACES = 5;
/** A dial that comes later than the start waits for its slot as long as its own limit lets it. */
const ANY_WAIT_SECONDS = 366 * 24 * 3600;

export type Decision =
  | {
      do: "resume";
      resumes: ResumeBody[];
      patch?: AttemptPatch;
      port_end?: BurstWrite["port_end"];
      /** The agent's call that accepts a callback. */
      accepted?: string;
    }
  /** The interaction stays as it is; what is known of its attempt is still written. */
  | { do: "leave"; patch?: AttemptPatch };

/** `answer`: what `render` made of the burst that was applied. `later`: what becomes of it if a port answers in time. */
export type BurstResult = { applied: boolean; answer: string | null; later: Promise<string | null> };

/**
 * One read, the engine, one atomic write. `decide` says what the input means where the interaction stands, and is asked again
 * after a lost race. Null: there is no such interaction. Throws `unavailable` after five lost races.
 */
export async function burst(
  runtime: Runtime,
  account: AccountId,
  by: ReadBy,
  inputKey: string,
  decide: (snapshot: Snapshot) => Decision | Promise<Decision>,
  answering?: Answering,
): Promise<BurstResult | null> {
  const { store, carriers, dispatch } = runtime;
  for (let race = 0; race < MAX_RACES; race++) {
    const snapshot = await store.read(account, race === 0 ? by : withoutMemory(by), inputKey);
    if (!snapshot) return null;
    const decided = await decide(snapshot);
    const decision = "token" in by ? ignoreStaleCall(snapshot, decided) : decided;
    // Only a burst is proved by its commit: whatever else is said must have been read.
    if (snapshot.proof && decision.do === "leave") continue;
    if (decision.do === "leave") {
      if (decision.patch) await store.patchAttempt(account, decision.patch);
      return NOTHING;
    }
    const carrier = snapshot.attempt?.carrier_id;
    const [definition, facts, capabilities] = await Promise.all([
      store.definition(account, snapshot.flowVersion),
      store.facts(account),
      carrier ? carriers.capabilities(account, carrier) : ALL_CAPABILITIES,
    ]);
    const context = { definition, facts, capabilities, maxWaitSeconds: ANY_WAIT_SECONDS };
    const input = { key: inputKey, at: snapshot.now, resumes: decision.resumes };
    const applied = applyBurst(runtime, account, context, snapshot, input);
    if (snapshot.proof && !applied) continue;
    if (!applied) {
      if (decision.patch) await store.patchAttempt(account, decision.patch);
      return NOTHING;
    }
    const { write } = applied;
    if (decision.patch) write.attempt_patch = decision.patch;
    if (snapshot.proof) write.proof = snapshot.proof;
    if (decision.port_end) write.port_end = decision.port_end;
    const callbacks = callbackChanges(snapshot.state, applied, runtime.ids.uuid, decision.accepted);
    if (callbacks.length) write.callbacks = callbacks;
    const answer = (await answering?.render(write.document ?? null, write.state, snapshot.flowVersion)) ?? null;
    if (answer !== null && answering) addAnswer(write, inputKey, answering.inputKey, answer);
    addHangUp(account, applied, snapshot, answer !== null);
    const { saved, document } = await dispatch.commit(account, snapshot, write, answering ?? null, (claiming) =>
      store.commit(account, snapshot, claiming),
    );
    if (saved.result !== "lost") return { applied: true, answer, later: document };
  }
  throw new PatchcordError("unavailable", "The interaction is being changed by others; try again.", {
    headers: { "Retry-After": "1" },
  });
}

/** A lost race is read anew, and so is what memory alone cannot decide. */
function withoutMemory(by: ReadBy): ReadBy {
  if (!("token" in by)) return by;
  const { call: _, ...read } = by;
  return read;
}

/** What a call says that is not the interaction's present one is written, but wakes nobody. */
function ignoreStaleCall(snapshot: Snapshot, decision: Decision): Decision {
  if (decision.do === "leave" || isPresentCall(snapshot)) return decision;
  return { do: "leave", ...(decision.patch ? { patch: decision.patch } : {}) };
}

/** Not an agent's call, nor one from before a callback. */
export function isPresentCall({ attempt, state }: Snapshot): boolean {
  return attempt?.purpose === "contact" && (state.call.visit === undefined || state.call.visit === attempt.visit);
}

const NOTHING: BurstResult = { applied: false, answer: null, later: Promise.resolve(null) };

/** The answer stands with the input that asked for it: this burst's own, or one whose port has answered meanwhile. */
function addAnswer(write: BurstWrite, own: string, asked: string, answer: string): void {
  if (asked !== own) write.answer_of = { input_key: asked, answer };
  else if (write.rows[0]) write.rows[0].answer = answer;
}

/** A call that must end is told so by the document it asked for; where nobody asks, a job tells the carrier. */
function addHangUp(
  account: AccountId,
  { write, effects }: AppliedBurst,
  { attempt }: Snapshot,
  answering: boolean,
): void {
  if (answering || !attempt || !effects.some(({ effect }) => effect === "hang_up")) return;
  write.jobs = [{ task: "update_call", payload: { account, attempt: attempt.id }, key: `end:${attempt.id}` }];
}
