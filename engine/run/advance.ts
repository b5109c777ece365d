import type { WhoAnswered } from "../answering/listening";
import type {
  EndedTry,
  Fault,
  Outcome,
  Registry,
  Resume,
  StepInput,
  StepResult,
  Value,
  Values,
  WaitFor,
} from "../contract";
import type { FlowDefinition } from "../definition/schema";
import { LIMITS } from "../limits";
import { plainTexts } from "../plain-text";
import { Work } from "../work";
import type { Advance, Burst } from "./burst";
import { applyEffectsToCall, applyResumeToCall, markCallEnded } from "./call";
import { expectsAgent, expectsCallback } from "./callback";
import { stepContext } from "./context";
import { afterFault, FaultError } from "./error-handling";
import { startState } from "./start";
import { copyState, isTerminal, type State, type Status } from "./state";
import { enter, exitSpec, leave } from "./steps";
import { tooLarge } from "./value-size";

const SECOND = 1000;
const TOO_MUCH_WORK = `The steps needed more than ${LIMITS.burst_work} units of work without a wait.`;

/**
 * Runs an interaction from one resume to the next wait or the end. Pure: the same definition, state and resume give
 * the same answer in the browser, on the server and on replay. `whole`: the work that the burst is part of; without it, only the
 * burst's own is limited. Throws a WorkError where the whole has none left.
 */
export function advance(
  registry: Registry,
  definition: FlowDefinition,
  before: State | null,
  resume: Resume,
  whole: Work | null = null,
): Advance {
  if (before && isTerminal(before)) return { state: before, events: [], effects: [], applied: false };
  const state = before ? copyState(before) : startState(definition, resume);
  const work = new Work(LIMITS.burst_work, TOO_MUCH_WORK, whole);
  const burst: Burst = { registry, definition, resume, state, events: [], effects: [], applied: true, steps: 0, work };
  if (!before) {
    begin(burst);
    run(burst, { on: "entered", resume });
    return result(burst);
  }
  applyResume(burst);
  return result(burst);
}

function result({ state, events, effects, verbs, applied }: Burst): Advance {
  return { state, events, effects, applied, ...(verbs ? { verbs } : {}) };
}

/** Enters the first step: the trigger, or that of a callback which is asked for once more, whose variables are told as its own. */
function begin(burst: Burst): void {
  const { definition, resume, state } = burst;
  const again = resume.kind === "started" ? resume.again : undefined;
  enter(burst, again?.step ?? definition.start);
  if (!again) return;
  for (const [name, value] of Object.entries(state.variables)) if (value !== null) setVariable(burst, name, value);
}

/** Applies the resume to the step that waits; one that the wait does not expect changes nothing. */
function applyResume(burst: Burst): void {
  const { state, resume } = burst;
  if (resume.kind === "cancelled") return end(burst, "cancelled", "cancelled", "cancelled");
  if (resume.kind === "expired") return expire(burst);
  if (resume.kind === "faulted") return fail(burst, resume.error);
  if (resume.kind === "hung_up") return hungUp(burst, resume.joined);
  if (resume.kind === "carrier_failed") return carrierFailed(burst, resume.error);
  if (!expects(state, resume)) {
    burst.applied = false;
    return;
  }
  applyResumeToCall(burst, resume);
  run(burst, { on: resume.kind, resume } as StepInput);
}

const RESUMES_FOR = {
  call: ["call_answered", "dial_ended"],
  prompt: ["prompt_finished"],
  input: ["input_received"],
  forward: ["forward_ended"],
  port: ["port_answered", "timer"],
  time: ["timer"],
} as const satisfies Record<Exclude<WaitFor, "callback" | "agents" | "handover">, readonly Resume["kind"][]>;

function expects(state: State, resume: Resume): boolean {
  if (!state.wait) return false;
  const { for: waits } = state.wait;
  if (waits === "callback") return expectsCallback(state.call, resume);
  if (waits === "agents" || waits === "handover") return expectsAgent(waits, resume);
  return (RESUMES_FOR[waits] as readonly string[]).includes(resume.kind);
}

/** A live call postpones the expiry, by at most the time after which the carrier ends every call. */
function expire(burst: Burst): void {
  const { state, resume } = burst;
  if (state.call.phase === "live" && state.wait) {
    state.wait.deadline = after(resume.at, LIMITS.call_hours * 3600);
    return;
  }
  end(burst, "expired", "expired", "expired");
}

/** Ends the interaction whatever the step's error handling: without its call no step could go on. */
function carrierFailed(burst: Burst, error: Fault): void {
  const { state } = burst;
  if (state.call.phase !== "live" && state.call.phase !== "dialing") {
    burst.applied = false;
    return;
  }
  // The carrier asks for something to say only once the call is answered.
  if (state.wait?.for === "call") state.call_result = "answered";
  leave(burst, "error", error);
  finish(burst, "failed", "failed");
}

function hungUp(burst: Burst, joined: boolean): void {
  const { state, resume, definition } = burst;
  if (state.call.phase !== "live") {
    burst.applied = false;
    return;
  }
  markCallEnded(state);
  if (joined && state.wait?.for === "forward") {
    const body = { kind: "forward_ended", result: "answered", contact_live: false } as const;
    run(burst, { on: "forward_ended", resume: body });
    return;
  }
  if (joined && state.wait?.for === "callback") {
    const body = { kind: "callback_ended", result: "finished", contact_live: false } as const;
    run(burst, { on: "callback_ended", resume: body });
    return;
  }
  leave(burst, "contact_hung_up");
  if (definition.on_hang_up === null) return finish(burst, "completed", "contact_hung_up");
  enter(burst, definition.on_hang_up);
  run(burst, { on: "entered", resume });
}

/** Runs step after step until one waits or the flow ends. */
function run(burst: Burst, first: StepInput): void {
  let input: StepInput | null = first;
  while (input) {
    const outcome = runStep(burst, input);
    input = applyResult(burst, outcome) ? { on: "entered", resume: null } : null;
  }
}

/** Asks the step; what it makes is plain text before it becomes a variable, an event, a verb or an effect. */
function runStep(burst: Burst, input: StepInput): StepResult {
  return plainTexts(askStep(burst, input));
}

function askStep(burst: Burst, input: StepInput): StepResult {
  const { state, definition, registry } = burst;
  const cursor = state.cursor;
  if (!cursor) return { do: "end" };
  const placed = definition.steps[cursor.step];
  const component = placed && registry.get(placed.component);
  if (!placed || !component)
    return { do: "fail", code: "unknown_step", message: `The step ${cursor.step} does not exist in this version.` };
  try {
    return component.step(placed.config, input, stepContext(burst, cursor));
  } catch (error) {
    if (error instanceof FaultError) return { do: "fail", code: error.code, message: error.message };
    throw error;
  }
}

/** Applies a step's result; true if another step was entered. */
function applyResult(burst: Burst, result: StepResult): boolean {
  const { state } = burst;
  if ("warnings" in result) warn(burst, result.warnings ?? []);
  if (result.do === "end") {
    leave(burst, null);
    finish(burst, "completed", "ended");
    return false;
  }
  if (result.do === "fail") return applyFault(burst, result);
  if (result.do === "wait") {
    burst.effects.push(...(result.effects ?? []));
    applyEffectsToCall(state, result.effects ?? [], result.for);
    if (result.verbs) {
      burst.verbs = result.verbs;
      state.turn += 1;
    }
    if (result.call_result) state.call_result = result.call_result;
    if (state.cursor) state.cursor.memory = result.memory ?? null;
    if (result.tried) tried(burst, result.tried);
    const fetches = result.effects?.some(({ effect }) => effect === "fetch_contact");
    const deadline = after(burst.resume.at, result.seconds);
    state.wait = { for: result.for, deadline, ...(fetches ? { fetches } : {}) };
    return false;
  }
  const kept = mappedOutputs(burst, result.outputs ?? {});
  const fault = kept.map(({ name, value }) => tooLarge(name, value)).find((found) => found !== null);
  if (fault) return applyFault(burst, fault);
  if (result.call_result) state.call_result = result.call_result;
  for (const { name, value } of kept) setVariable(burst, name, value);
  return takeExit(burst, result.exit, result.answered);
}

function tried({ state, events, resume }: Burst, ended: EndedTry): void {
  events.push({ event: "try_ended", visit: state.cursor?.visit ?? 0, at: resume.at, ...ended });
}

function takeExit(burst: Burst, exit: string, answered?: WhoAnswered): boolean {
  const { state, definition } = burst;
  const placed = state.cursor && definition.steps[state.cursor.step];
  const target = placed?.exits[exit] ?? null;
  if (target !== null) {
    leave(burst, exit, undefined, answered);
    enter(burst, target);
    return true;
  }
  const spec = exitSpec(burst, exit);
  const taken = spec?.unwired ?? exit;
  const outcome: Outcome = (exitSpec(burst, taken) ?? spec)?.outcome ?? "ended";
  leave(burst, taken, undefined, answered);
  finish(burst, "completed", outcome);
  return false;
}

function applyFault(burst: Burst, fault: Fault): boolean {
  const next = afterFault(burst, fault);
  if (next.do === "fail_interaction") {
    fail(burst, fault);
    return false;
  }
  if (next.step === null) {
    leave(burst, "error", fault);
    finish(burst, "completed", "ended");
    return false;
  }
  leave(burst, "error", fault);
  enter(burst, next.step);
  return true;
}

/** The variables that the step's outputs are mapped to, with their values: null for an output the step did not give. */
function mappedOutputs({ state, definition }: Burst, outputs: Values): { name: string; value: Value }[] {
  const mapping = state.cursor ? (definition.steps[state.cursor.step]?.outputs ?? {}) : {};
  return Object.entries(mapping).map(([output, name]) => ({
    name,
    value: Object.hasOwn(outputs, output) ? (outputs[output] ?? null) : null,
  }));
}

function setVariable({ state, events }: Burst, name: string, value: Value): void {
  state.variables[name] = value;
  events.push({ event: "variable_set", visit: state.cursor?.visit ?? 0, name, value });
}

function warn(burst: Burst, warnings: Fault[]): void {
  const visit = burst.state.cursor?.visit ?? 0;
  for (const warning of warnings) burst.events.push({ event: "step_warning", visit, ...warning });
}

function fail(burst: Burst, fault: Fault): void {
  leave(burst, "error", fault);
  finish(burst, "failed", "failed");
}

function end(burst: Burst, status: Status, outcome: Outcome, exit: string): void {
  leave(burst, exit);
  finish(burst, status, outcome);
}

/** Ends the interaction, and a call that is live or being dialled with it. */
function finish(burst: Burst, status: Status, outcome: Outcome): void {
  const { state, events, effects, resume } = burst;
  const call = state.call.phase;
  state.status = status;
  state.outcome = outcome;
  state.wait = null;
  if (call === "live" || call === "dialing") {
    effects.push({ effect: "hang_up" });
    burst.verbs = [{ verb: "hang_up" }];
    state.call.phase = "ended";
  }
  events.push({ event: "interaction_ended", status, outcome, at: resume.at });
}

function after(at: string, seconds: number): string {
  return new Date(Date.parse(at) + seconds * SECOND).toISOString();
}
