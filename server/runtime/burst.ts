import type { Effect, ResumeBody } from "@/engine/contract";
import { ALL_CAPABILITIES } from "@/engine/run/capabilities";
import { dialOf } from "@/engine/run/refusal";
import { PatchcordError } from "../platform/errors";
import { clockOf } from "../ports/clock";
import { PORT_LEASE_SECONDS } from "../ports/deadlines";
import type { AccountId } from "../ports/ids";
import type { AccountFacts, AttemptPatch, BurstWrite, NewAttempt, NewPortCall, ReadBy, Snapshot } from "../ports/store";
import { type AppliedBurst, applyBurst } from "./apply-resumes";
import { callbackChanges } from "./callback-changes";
import { refusalUnder } from "./policy";
import type { Answering, Runtime } from "./runtime";

/** Lost races before the answer is 503: each means that somebody else has advanced the interaction meanwhile. */
const MAX_RACES = 5;
/** A dial that comes later than the start waits for its slot as long as its own limit lets it. */
const ANY_WAIT_SECONDS = 366 * 24 * 3600;
/** Port calls that a process makes at a time; what comes on top goes through the queue. */
const MOST_PORT_CALLS = 64;
/** A slot at the very end of the queue is still dialled: the job starts a moment after its slot. */
const DROP_GRACE_SECONDS = 5;

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

/** `answer`: what `render` made of the burst that was applied. `port`: what becomes of it if a port answers in time. */
export type BurstResult = { applied: boolean; answer: string | null; port: Promise<string | null> };

/**
 * One read, the engine, one atomic write; no read where this process remembers what it left. `decide` says what the input
 * means where the interaction stands, and is asked again after a lost race. Null: there is no such interaction. Throws `unavailable` after five lost races.
 */
export async function burst(
  runtime: Runtime,
  account: AccountId,
  by: ReadBy,
  inputKey: string,
  decide: (snapshot: Snapshot) => Decision | Promise<Decision>,
  answering?: Answering,
): Promise<BurstResult | null> {
  const { store, registry, carriers, remembered } = runtime;
  for (let race = 0; race < MAX_RACES; race++) {
    const asking = race === 0 && "token" in by && by.call ? { token: by.token, call: by.call } : null;
    const known = asking && remembered.of(account, asking.token);
    const snapshot = known?.snapshot ?? (await store.read(account, by, inputKey));
    if (!snapshot) return null;
    const clock = known?.clock ?? clockOf(snapshot.now);
    const decided = await decide(snapshot);
    const decision = "token" in by ? heeded(snapshot, decided) : decided;
    // Only a burst is proved by its commit: whatever else is said must have been read.
    if (known && decision.do === "leave") continue;
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
    const input = { key: inputKey, at: snapshot.now, resumes: decision.resumes };
    const rules = { refusal: refusalUnder(facts), capabilities };
    const applied = applyBurst(registry, definition, rules, snapshot, input);
    if (known && !applied) continue;
    if (!applied) {
      if (decision.patch) await store.patchAttempt(account, decision.patch);
      return NOTHING;
    }
    const write = burstWrite(
      runtime,
      account,
      facts,
      definition.max_queue_seconds,
      ANY_WAIT_SECONDS,
      snapshot.now,
      snapshot.version,
      applied,
    );
    if (decision.patch) write.attempt_patch = decision.patch;
    if (asking && known && snapshot.attempt) write.proof = { attempt: snapshot.attempt.id, call: asking.call };
    if (decision.port_end) write.port_end = decision.port_end;
    const callbacks = callbackChanges(snapshot.state, applied, runtime.ids.uuid, decision.accepted);
    if (callbacks.length) write.callbacks = callbacks;
    const answer = (await answering?.render(write.document ?? null, applied.state, snapshot.flowVersion)) ?? null;
    if (answer !== null && answering) addAnswer(write, inputKey, answering.inputKey, answer);
    addHangUp(account, write, applied, snapshot, answer !== null);
    if (await store.commit(account, snapshot.interaction, snapshot.version, write)) {
      remembered.leave(account, snapshot, clock, write);
      return { applied: true, answer, port: beginClaimed(runtime, account, write, snapshot, answering ?? null) };
    }
  }
  throw new PatchcordError("unavailable", "The interaction is being changed by others; try again.", {
    headers: { "Retry-After": "1" },
  });
}

/** What a call says that is not the interaction's present one is written, but wakes nobody. */
function heeded(snapshot: Snapshot, decision: Decision): Decision {
  if (decision.do === "leave" || isPresentCall(snapshot)) return decision;
  return { do: "leave", ...(decision.patch ? { patch: decision.patch } : {}) };
}

/** Not an agent's call, nor one from before a callback. */
export function isPresentCall({ attempt, state }: Snapshot): boolean {
  return attempt?.purpose === "contact" && (state.call.visit === undefined || state.call.visit === attempt.visit);
}

const NOTHING: BurstResult = { applied: false, answer: null, port: Promise.resolve(null) };

/** The answer stands with the input that asked for it: this burst's own, or one whose port has answered meanwhile. */
function addAnswer(write: BurstWrite, own: string, asked: string, answer: string): void {
  if (asked !== own) write.answer_of = { input_key: asked, answer };
  else if (write.rows[0]) write.rows[0].answer = answer;
}

/** Makes the port call that this process has claimed with its commit, if there is one. */
export function beginClaimed(
  { begin }: Runtime,
  account: AccountId,
  { port_call, at }: BurstWrite,
  { interaction, flowVersion }: Pick<Snapshot, "interaction" | "flowVersion">,
  answering: Answering | null,
): Promise<string | null> {
  if (!port_call?.claimed) return NOTHING.port;
  const { timeout_seconds: secondsLeft } = port_call;
  return begin(account, { ...port_call, interaction, flowVersion, secondsLeft, at }, answering);
}

/** What a burst writes, whatever it was that woke it. */
export function burstWrite(
  { ids, portCalls }: Runtime,
  account: AccountId,
  facts: AccountFacts,
  maxQueueSeconds: number,
  maxWaitSeconds: number,
  at: string,
  version: number,
  applied: AppliedBurst,
): BurstWrite {
  const { state, rows, effects, verbs } = applied;
  const dial = dialOf(effects);
  const asked = state.wait?.for === "port" ? effects.findLast(isPortCall) : undefined;
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
    ...(asked ? { port_call: newPortCall(asked) } : {}),
  };

  function newPortCall({ port, request, timeout_seconds }: CallPort): NewPortCall {
    const claimed = portCalls.size < MOST_PORT_CALLS;
    const visit = state.cursor?.visit ?? 0;
    return { id: ids.uuid(), visit, port, request, timeout_seconds, claimed, lease_seconds: PORT_LEASE_SECONDS };
  }

  function newAttempt(): NewAttempt {
    const { from, to, ring_seconds, detect_machine, send_digits } = dial!;
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
      ...(send_digits ? { send_digits } : {}),
      max_wait_seconds: maxWaitSeconds,
      drop_after_seconds: maxQueueSeconds + DROP_GRACE_SECONDS,
    };
  }
}

type CallPort = Extract<Effect, { effect: "call_port" }>;
const isPortCall = (effect: Effect): effect is CallPort => effect.effect === "call_port";

/** A call that must end is told so by the document it asked for; where nobody asks, a job tells the carrier. */
function addHangUp(
  account: AccountId,
  write: BurstWrite,
  applied: AppliedBurst,
  { attempt }: Snapshot,
  answering: boolean,
): void {
  if (answering || !attempt || !applied.effects.some((effect) => effect.effect === "hang_up")) return;
  write.jobs = [{ task: "update_call", payload: { account, attempt: attempt.id }, key: `end:${attempt.id}` }];
}
