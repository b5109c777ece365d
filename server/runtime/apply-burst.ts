import type { Effect, ResumeBody } from "@/engine/contract";
import type { FlowDefinition } from "@/engine/definition/schema";
import { PHONE_DATA_VERSION } from "@/engine/phone-number";
import type { RingRequest } from "@/engine/ring-rules/may-ring";
import { type AppliedResume, type AppliedResumes, applyResumes } from "@/engine/run/apply-resumes";
import type { Capabilities } from "@/engine/run/capabilities";
import { callbackRequest, dialOf, forwardOf, type HeldRing, heldReason, type RefusedRing } from "@/engine/run/refusal";
import type { State } from "@/engine/run/state";
import type { NewAttempt } from "../ports/attempt";
import { PORT_LEASE_SECONDS } from "../ports/deadlines";
import type { AccountId } from "../ports/ids";
import type { BurstWrite, EventRow, ReplaceJob } from "../ports/interaction";
import type { NewPortCall } from "../ports/port-call";
import type { RingProof } from "../ports/rings";
import type { AccountFacts } from "../ports/store";
import {
  isCounted,
  mayRingBy,
  type Ringer,
  type RingHistories,
  refusedRows,
  ringDecision,
  ringProof,
  ringWait,
} from "./rings";
import type { Runtime } from "./runtime";

/** Written beside every event, so that a replay under another engine or other data can say so. */
export const ENGINE_VERSION = `1 ${PHONE_DATA_VERSION} tzdata@${process.versions.tz}`;
/** A slot at the very end of the queue is still dialled: the job starts a moment after its slot. */
const DROP_GRACE_SECONDS = 5;

/**
 * What a burst is applied under. `maxWaitSeconds`: how far away the call slot of a dial may be. `histories`: why rings of earlier tries
 * were not made.
 */
export type BurstContext = {
  ringer: Ringer & { flow: string };
  histories?: RingHistories;
  definition: FlowDefinition;
  facts: AccountFacts;
  capabilities: Capabilities;
  maxWaitSeconds: number;
};

/** `key`: the input's, unique within the interaction. `at`: the burst's moment, ISO 8601. */
export type BurstInput = { key: string; at: string; resumes: ResumeBody[] };

/** What a burst writes, and the effects that its caller has to see to. `refused`: rings that the account's rules refused. */
export type AppliedBurst = { write: BurstWrite; effects: Effect[]; refused: RefusedRing[] };

/** What is written down as refused: a dial that waits is, too, for the time being. */
const toldRefused = (refused: readonly RefusedRing[], held: HeldRing | null): RefusedRing[] =>
  held?.refusal
    ? [...refused, { request: held.request, refusal: { ...held.refusal, until: held.until } }]
    : [...refused];

/** Applies a burst's resumes from where the interaction stands. Null: nobody waited for any of them. */
export function applyBurst(
  runtime: Pick<Runtime, "registry" | "ids">,
  account: AccountId,
  context: BurstContext,
  from: { state: State | null; version: number },
  { key, at, resumes }: BurstInput,
): AppliedBurst | null {
  const { definition, facts, capabilities } = context;
  const rules = { mayRing: mayRingBy(facts.rings, context.histories), capabilities };
  const done = applyResumes(runtime.registry, definition, rules, from.state, at, resumes);
  if (!done) return null;
  const { state, applied, effects, verbs, refused } = done;
  const told = toldRefused(refused, done.held);
  const rows = applied.map((one, index) => eventRow(from.version, key, one, index));
  const visit = state.cursor?.visit ?? 0;
  const dial = dialOf(effects);
  const port = state.wait?.for === "port" ? effects.findLast(isPortCall) : undefined;
  const ring = ringOf(done, at);
  const later = callbackRequest(done, at);
  const attempt = dial ? newAttempt(runtime, account, context, visit, dial, at, done.held) : null;
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
    ...(attempt ? { attempt } : {}),
    ...(port ? { port_call: newPortCall(runtime, visit, port) } : {}),
    ...(later ? { ring: { to: later.to } } : {}),
    ...(ring ? { ring: proofOf(runtime, context, ring, attempt, state.turn, state.wait?.for === "call") } : {}),
    ...(told.length > 0 ? { refused: refusedRows(runtime.ids, context.ringer.flow, told) } : {}),
    ...(facts.hasWebhooks ? { webhooks: true } : {}),
    ...(attempt && (dial?.waits === "newest" || dial?.attempt?.newest)
      ? { jobs: [replaceJob(account, attempt.id)] }
      : {}),
  };
  return { write, effects, refused };
}

/** The ring that a burst makes: a dial, or the forward of its document. */
function ringOf({ effects, verbs, state }: AppliedResumes, at: string): Omit<RingRequest, "zone"> | null {
  const dial = dialOf(effects);
  if (dial) return { from: dial.from, to: dial.to, at, party: "contact" };
  const forward = forwardOf(verbs ?? undefined);
  return forward && state.call.from !== null ? { from: state.call.from, to: forward.to, at, party: "agent" } : null;
}

/** A dial that waits proves its limits when its window has come: until then it is no ring, as a queued callback is none. */
function proofOf(
  { ids }: Pick<Runtime, "ids">,
  { facts, ringer }: BurstContext,
  ring: Omit<RingRequest, "zone">,
  attempt: NewAttempt | null,
  turn: number,
  isFlowCall: boolean,
): RingProof {
  if (attempt?.held_until) return { to: ring.to };
  const proof = ringProof(facts.rings, ringer, ring, () => (attempt ? { id: attempt.id } : { id: ids.uuid(), turn }));
  return attempt?.visit_try && isFlowCall ? { ...proof, alone: ringer.flow } : proof;
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
  { from, to, ring_seconds, detect_machine, send_digits, zone, attempt }: Dial,
  at: string,
  held: HeldRing | null,
): NewAttempt {
  const carrier_id = facts.numbers.get(from)!.carrierId;
  const heldSeconds = held ? (Date.parse(held.until) - Date.parse(at)) / 1000 : 0;
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
    ...(attempt ? { visit_try: attempt.number } : {}),
    ...(attempt?.not_after ? { try_until: attempt.not_after } : {}),
    counted: !held && isCounted(facts.rings, from),
    decision: {
      ...ringDecision(facts.rings, to),
      ...(held ? { waited: ringWait(heldReason(held), zone) } : {}),
    },
    ...(held ? { held_until: held.until } : {}),
    max_wait_seconds: maxWaitSeconds,
    drop_after_seconds: heldSeconds + definition.max_queue_seconds + DROP_GRACE_SECONDS,
  };
}

const replaceJob = (account: AccountId, attempt: string): ReplaceJob => ({
  ...{ task: "replace_waiting", payload: { account, attempt }, key: `replace:${attempt}` },
});

/** The process that commits it may claim it, see `Dispatch.commit`. */
function newPortCall(
  { ids }: Pick<Runtime, "ids">,
  visit: number,
  { port, request, timeout_seconds }: CallPort,
): NewPortCall {
  return { id: ids.uuid(), visit, port, request, timeout_seconds, claimed: false, lease_seconds: PORT_LEASE_SECONDS };
}
