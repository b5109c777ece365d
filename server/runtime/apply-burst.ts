import type { Effect, ResumeBody } from "@/engine/contract";
import type { FlowDefinition } from "@/engine/definition/schema";
import { PHONE_DATA_VERSION } from "@/engine/phone-number";
import { type AppliedResume, applyResumes } from "@/engine/run/apply-resumes";
import type { Capabilities } from "@/engine/run/capabilities";
import { dialOf } from "@/engine/run/refusal";
import type { State } from "@/engine/run/state";
import { PORT_LEASE_SECONDS } from "../ports/deadlines";
import type { AccountId } from "../ports/ids";
import type { AccountFacts, BurstWrite, EventRow, NewAttempt, NewPortCall } from "../ports/store";
import { refusal } from "./policy";
import type { Runtime } from "./runtime";

/** Written beside every event, so that a replay under another engine or other data can say so. */
export const ENGINE_VERSION = `1 ${PHONE_DATA_VERSION} tzdata@${process.versions.tz}`;
/** A slot at the very end of the queue is still dialled: the job starts a moment after its slot. */
const DROP_GRACE_SECONDS = 5;

/** What a burst is applied under. `maxWaitSeconds`: how far away the call slot of a dial may be. */
export type BurstContext = {
  definition: FlowDefinition;
  facts: AccountFacts;
  capabilities: Capabilities;
  maxWaitSeconds: number;
};

/** `key`: the input's, unique within the interaction. `at`: the burst's moment, ISO 8601. */
export type BurstInput = { key: string; at: string; resumes: ResumeBody[] };

/** What a burst writes, and the effects that its caller has to see to. */
export type AppliedBurst = { write: BurstWrite; effects: Effect[] };

/** Applies a burst's resumes from where the interaction stands. Null: nobody waited for any of them. */
export function applyBurst(
  runtime: Pick<Runtime, "registry" | "ids">,
  account: AccountId,
  context: BurstContext,
  from: { state: State | null; version: number },
  { key, at, resumes }: BurstInput,
): AppliedBurst | null {
  const { definition, facts, capabilities } = context;
  const mayRing = (caller: string, callee: string) => refusal(facts, caller, callee);
  const rules = { refusal: mayRing, capabilities };
  const done = applyResumes(runtime.registry, definition, rules, from.state, at, resumes);
  if (!done) return null;
  const { state, applied, effects, verbs } = done;
  const rows = applied.map((one, index) => eventRow(from.version, key, one, index));
  const visit = state.cursor?.visit ?? 0;
  const dial = dialOf(effects);
  const port = state.wait?.for === "port" ? effects.findLast(isPortCall) : undefined;
  const write: BurstWrite = {
    version: from.version + rows.length,
    at,
    status: state.status,
    outcome: state.outcome,
    call_result: state.call_result,
    state,
    ...(verbs ? { document: { visit, turn: state.turn, verbs } } : {}),
    deadline_at: state.wait?.deadline ?? null,
    rows,
    ...(dial ? { attempt: newAttempt(runtime, account, context, visit, dial) } : {}),
    ...(port ? { port_call: newPortCall(runtime, visit, port) } : {}),
  };
  return { write, effects };
}

function eventRow(version: number, key: string, { resume, events }: AppliedResume, index: number): EventRow {
  const input_key = index === 0 ? key : `${key}/${index}`;
  return { seq: version + index, at: resume.at, input_key, resume, events, answer: null, engine: ENGINE_VERSION };
}

type Dial = Extract<Effect, { effect: "dial" }>;
type CallPort = Extract<Effect, { effect: "call_port" }>;
const isPortCall = (effect: Effect): effect is CallPort => effect.effect === "call_port";

function newAttempt(
  { ids }: Pick<Runtime, "ids">,
  account: AccountId,
  { definition, facts, maxWaitSeconds }: BurstContext,
  visit: number,
  { from, to, ring_seconds, detect_machine, send_digits }: Dial,
): NewAttempt {
  const carrier_id = facts.numbers.get(from)!.carrierId;
  return {
    id: ids.uuid(),
    token: ids.attemptToken(account),
    visit,
    carrier_id,
    calls_per_second: facts.carriers.get(carrier_id)?.callsPerSecond ?? null,
    from,
    to,
    ring_seconds,
    detect_machine,
    ...(send_digits ? { send_digits } : {}),
    max_wait_seconds: maxWaitSeconds,
    drop_after_seconds: definition.max_queue_seconds + DROP_GRACE_SECONDS,
  };
}

/** The process that commits it may claim it, see `Dispatch.commit`. */
function newPortCall(
  { ids }: Pick<Runtime, "ids">,
  visit: number,
  { port, request, timeout_seconds }: CallPort,
): NewPortCall {
  return { id: ids.uuid(), visit, port, request, timeout_seconds, claimed: false, lease_seconds: PORT_LEASE_SECONDS };
}
