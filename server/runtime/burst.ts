import type { ResumeBody } from "@/engine/contract";
import { ALL_CAPABILITIES } from "@/engine/run/capabilities";
import { PatchcordError } from "../platform/errors";
import type { AccountId } from "../ports/ids";
import type { AttemptPatch, BurstWrite, ReadBy, Snapshot } from "../ports/store";
import type { Answering } from "./answering";
import { type AppliedBurst, applyBurst } from "./apply-burst";
import { callbackChanges } from "./callback-changes";
import type { Runtime } from "./runtime";

/** How often a burst is tried when another process advances the interaction first; then the answer is 503. */
const MAX_RACES = 5;
/** Only a start is refused for a distant call slot; a later dial is dropped by `drop_after_seconds` instead. */
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
  /** The interaction does not change; `patch` is still written to its attempt. */
  | { do: "leave"; patch?: AttemptPatch };

/** `answer`: what `render` made of the burst. `later`: the answer that replaces it if a port answers in time, else null. */
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
    // Only a commit checks what was remembered: a decision without one is made again after a read.
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

/** After the first try everything is read. */
function withoutMemory(by: ReadBy): ReadBy {
  if (!("token" in by)) return by;
  const { call: _, ...read } = by;
  return read;
}

/** A message of a call that is not the interaction's present one is written to its attempt and changes nothing else. */
function ignoreStaleCall(snapshot: Snapshot, decision: Decision): Decision {
  if (decision.do === "leave" || isPresentCall(snapshot)) return decision;
  return { do: "leave", ...(decision.patch ? { patch: decision.patch } : {}) };
}

/** False for an agent's call and for the call before a callback. */
export function isPresentCall({ attempt, state }: Snapshot): boolean {
  return attempt?.purpose === "contact" && (state.call.visit === undefined || state.call.visit === attempt.visit);
}

const NOTHING: BurstResult = { applied: false, answer: null, later: Promise.resolve(null) };

/** Stores the answer with the input that asked for it: this burst's own, or the one that waits for a port. */
function addAnswer(write: BurstWrite, own: string, asked: string, answer: string): void {
  if (asked !== own) write.answer_of = { input_key: asked, answer };
  else if (write.rows[0]) write.rows[0].answer = answer;
}

/** Ends the call by a job, unless the document that the caller asked for does it. */
function addHangUp(
  account: AccountId,
  { write, effects }: AppliedBurst,
  { attempt }: Snapshot,
  answering: boolean,
): void {
  if (answering || !attempt || !effects.some(({ effect }) => effect === "hang_up")) return;
  write.jobs = [{ task: "update_call", payload: { account, attempt: attempt.id }, key: `end:${attempt.id}` }];
}
