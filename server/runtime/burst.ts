import type { ResumeBody } from "@/engine/contract";
import type { FlowDefinition } from "@/engine/definition/schema";
import { ALL_CAPABILITIES } from "@/engine/run/capabilities";
import type { RefusedRing } from "@/engine/run/refusal";
import { PatchcordError } from "../platform/errors";
import { log } from "../platform/log";
import type { AttemptPatch } from "../ports/attempt";
import type { AccountId } from "../ports/ids";
import type { BurstWrite, ReadBy, Snapshot } from "../ports/interaction";
import type { Answering } from "./answering";
import { type AppliedBurst, applyBurst, type BurstContext } from "./apply-burst";
import { Broken, NOT_STORABLE, orBroken, STEP_BROKEN, whyOf } from "./broken";
import { callbackChanges } from "./callback-changes";
import { RingHistories, refusedRows } from "./rings";
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
      /** A ring that was written but may not be made any more. */
      refused?: RefusedRing;
    }
  /** The interaction does not change; `patch` is still written to its attempt. */
  | { do: "leave"; patch?: AttemptPatch };

/** `answer`: what `render` made of the burst. `later`: the answer that replaces it if a port answers in time, else null. */
export type BurstResult = { applied: boolean; answer: string | null; later: Promise<string | null> };

/**
 * One read, the engine, one atomic write. `decide` says what the input means where the interaction stands, and is asked again
 * after a lost race. An input that can never be applied ends the interaction, see `Broken`. Null: there is no such
 * interaction. Throws `unavailable` after five lost races.
 */
export async function burst(
  runtime: Runtime,
  account: AccountId,
  by: ReadBy,
  inputKey: string,
  decide: (snapshot: Snapshot) => Decision | Promise<Decision>,
  answering?: Answering,
): Promise<BurstResult | null> {
  let broken: Broken | null = null;
  const histories = new RingHistories();
  // A ring that the write does not allow is decided again, and that is no race.
  for (let race = 0; race < MAX_RACES + histories.size; race++) {
    try {
      const how = { inputKey, isFirst: race === 0, broken, histories };
      const result = await tryBurst(runtime, account, by, how, decide, answering);
      if (result !== "again") return result;
    } catch (error) {
      // What breaks the end as well is for the caller to see.
      if (!(error instanceof Broken) || broken) throw error;
      broken = error;
      log.error({ fault: error.fault.code, why: whyOf(error) }, "an input that cannot be applied ends its interaction");
    }
  }
  throw new PatchcordError("unavailable", "The interaction is being changed by others; try again.", {
    headers: { "Retry-After": "1" },
  });
}

/** `isFirst`: from memory where it can be. `broken`: what the try before could not apply. */
type Try = { inputKey: string; isFirst: boolean; broken: Broken | null; histories: RingHistories };

/** `again`: the race was lost, what was remembered does not hold, or a ring may not be made. */
async function tryBurst(
  runtime: Runtime,
  account: AccountId,
  by: ReadBy,
  { inputKey, isFirst, broken, histories }: Try,
  decide: (snapshot: Snapshot) => Decision | Promise<Decision>,
  answering: Answering | undefined,
): Promise<BurstResult | null | "again"> {
  const { store, dispatch } = runtime;
  const snapshot = await store.read(account, isFirst ? by : withoutMemory(by), inputKey);
  if (!snapshot) return null;
  const decided = await decide(snapshot);
  const meant = "token" in by ? ignoreStaleCall(snapshot, decided) : decided;
  const decision = broken && meant.do === "resume" ? endedBy(broken, meant) : meant;
  // Only a commit checks what was remembered: a decision without one is made again after a read.
  if (snapshot.proof && decision.do === "leave") return "again";
  if (decision.do === "leave") {
    if (decision.patch) await store.patchAttempt(account, decision.patch);
    return NOTHING;
  }
  const context = { ...(await contextOf(runtime, account, snapshot, decision)), histories };
  const input = { key: inputKey, at: snapshot.now, resumes: decision.resumes };
  const applied = orBroken(STEP_BROKEN, () => applyBurst(runtime, account, context, snapshot, input));
  if (snapshot.proof && !applied) return "again";
  if (!applied) {
    if (decision.patch) await store.patchAttempt(account, decision.patch);
    return NOTHING;
  }
  const { write } = applied;
  if (decision.patch) write.attempt_patch = decision.patch;
  if (snapshot.proof) write.proof = snapshot.proof;
  if (decision.port_end) write.port_end = decision.port_end;
  if (decision.refused)
    write.refused = [...refusedRows(runtime.ids, snapshot.flow, [decision.refused]), ...(write.refused ?? [])];
  const callbacks = callbackChanges(snapshot.state, applied, runtime.ids.uuid, decision.accepted);
  if (callbacks.length) write.callbacks = callbacks;
  const answer = answering ? await answerOf(answering, applied, snapshot, broken) : null;
  if (answer !== null && answering) addAnswer(write, inputKey, answering.inputKey, answer);
  addHangUp(account, applied, snapshot, answer !== null);
  addFetch(account, applied, snapshot);
  const { saved, document } = await dispatch.commit(account, snapshot, write, answering ?? null, (claiming) =>
    store.commit(account, snapshot, claiming),
  );
  if (saved.result === "not_allowed") {
    histories.add(write.ring?.to ?? "", saved.history);
    return "again";
  }
  if (saved.result === "refused") throw new Broken(NOT_STORABLE, saved.code);
  return saved.result === "lost" ? "again" : { applied: true, answer, later: document };
}

async function answerOf(
  { render, fallback }: Answering,
  { write }: AppliedBurst,
  { flowVersion }: Snapshot,
  broken: Broken | null,
): Promise<string> {
  return broken ? fallback() : render(write.document ?? null, write.state, flowVersion);
}

type Resuming = Extract<Decision, { do: "resume" }>;

/** The end of an interaction by a fault. Where the write was refused, what else was to be written may be what was refused. */
function endedBy({ fault }: Broken, { patch, port_end }: Resuming): Resuming {
  return {
    do: "resume",
    resumes: [{ kind: "faulted", error: fault }],
    ...(patch && fault !== NOT_STORABLE ? { patch } : {}),
    ...(port_end ? { port_end } : {}),
  };
}

/** What the burst is applied under. A fault ends an interaction also where its flow cannot be read any more. */
async function contextOf(
  { store, carriers }: Runtime,
  account: AccountId,
  { attempt, flow, flowVersion }: Snapshot,
  { resumes }: Resuming,
): Promise<BurstContext> {
  const carrier = attempt?.carrier_id;
  const isEnd = resumes.every(({ kind }) => kind === "faulted");
  const [definition, facts, capabilities] = await Promise.all([
    isEnd ? NO_FLOW : store.definition(account, flowVersion),
    store.facts(account),
    carrier ? carriers.capabilities(account, carrier) : ALL_CAPABILITIES,
  ]);
  return { definition, facts, capabilities, maxWaitSeconds: ANY_WAIT_SECONDS, ringer: { flow, client: null } };
}

const NO_FLOW: FlowDefinition = {
  ...{ patchcord: 1, name: "", description: "", language: "", max_queue_seconds: 0, start: "", on_hang_up: null },
  ...{ variables: {}, steps: {}, layout: {}, notes: [] },
};

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

/** False for an agent's call, for the call before a callback and for an earlier try's. */
export function isPresentCall({ attempt, state: { call } }: Snapshot): boolean {
  if (attempt?.purpose !== "contact") return false;
  return call.visit === undefined || (call.visit === attempt.visit && (call.try ?? 1) === (attempt.visit_try ?? 1));
}

const NOTHING: BurstResult = { applied: false, answer: null, later: Promise.resolve(null) };

/** Stores the answer with the input that asked for it: this burst's own, or the one that waits for a port. */
function addAnswer(write: BurstWrite, own: string, asked: string, answer: string): void {
  if (asked !== own) write.answer_of = { input_key: asked, answer };
  else if (write.rows[0]) write.rows[0].answer = answer;
}

/** Fetches the contact out of the hold by a job: its turn tells whether the contact has come by itself meanwhile. */
function addFetch(account: AccountId, { write, effects }: AppliedBurst, { interaction }: Snapshot): void {
  const { cursor, turn } = write.state;
  if (!cursor || !effects.some(({ effect }) => effect === "fetch_contact")) return;
  const payload = { account, interaction, visit: cursor.visit, turn };
  write.jobs = [...(write.jobs ?? []), { task: "fetch_contact", payload, key: `fetch:${interaction}` }];
}

/** Ends the call by a job, unless the document that the caller asked for does it. */
function addHangUp(
  account: AccountId,
  { write, effects }: AppliedBurst,
  { attempt }: Snapshot,
  answering: boolean,
): void {
  if (answering || !attempt || !effects.some(({ effect }) => effect === "hang_up")) return;
  write.jobs = [
    ...(write.jobs ?? []),
    { task: "update_call", payload: { account, attempt: attempt.id }, key: `end:${attempt.id}` },
  ];
}
