import type { Effect, Fault, Registry, ResumeBody, Verb } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import { type AppliedResume, applyResumes } from "../run/apply-resumes";
import { ALL_CAPABILITIES } from "../run/capabilities";
import { endedTryText } from "../run/ended-try";
import { dialOf, dialRequest, type HeldRing, waitUntil } from "../run/refusal";
import type { EngineEvent, State } from "../run/state";
import type { Work } from "../work";
import { mayRingUnder } from "./refusal";
import { later, type Setup, type Simulation, secondsBetween, type Visit } from "./simulation";

type Before = Omit<Simulation, "state"> & { state: State | null };

/** Starts an interaction from `setup` and runs it to its first wait, or to its end. */
export function startSimulation(registry: Registry, definition: FlowDefinition, setup: Setup, work?: Work): Simulation {
  const nothing = { visits: [], documents: [], effects: [], takenChoices: [], answered_at: null, agent: null };
  const started: ResumeBody = {
    kind: "started",
    seed: setup.seed,
    interaction_id: `simulation-${setup.seed}`,
    flow_version: 0,
    arguments: { ...setup.arguments },
  };
  const now = later(setup.started_at, 0);
  return resumeSimulation(registry, definition, { setup, state: null, now, ...nothing }, [started], work);
}

/**
 * Applies resumes in order at the simulation's `now`, through the same loop as the runtime (run/apply-resumes.ts): only the
 * account's rules and the carrier's capabilities come from elsewhere, the setup.
 */
export function resumeSimulation(
  registry: Registry,
  definition: FlowDefinition,
  before: Before,
  resumes: readonly ResumeBody[],
  work?: Work,
): Simulation {
  const { account, capabilities = ALL_CAPABILITIES } = before.setup;
  const rules = { mayRing: mayRingUnder(account), capabilities, ...(work ? { work } : {}) };
  const done = applyResumes(registry, definition, rules, before.state, before.now, resumes);
  const after = (done?.applied ?? []).reduce<Before>(withApplied, before) as Simulation;
  if (!done?.held) return after;
  const waited = withWaited(after, done.held);
  if (done.held.refusal) return waited;
  const { until, error } = askedAgain(done.effects, done.held, account);
  if (until) return { ...waited, now: until };
  if (!error) return waited;
  const notMade: ResumeBody = { kind: "dial_ended", result: "failed", final: "forbidden", error };
  return resumeSimulation(registry, definition, waited, [notMade], work);
}

/** What the rules say of a next try when its time has come: nothing, that it waits until later, or that it is not made. */
function askedAgain(
  effects: readonly Effect[],
  { until: at }: HeldRing,
  account: Setup["account"],
): { until?: string; error?: Fault } {
  const dial = dialOf(effects);
  // What had happened before the first call says nothing of a later one.
  const { history: _, ...rules } = account ?? {};
  const refusal = dial ? mayRingUnder(account && (rules as typeof account))(dialRequest(dial, at)) : "allowed";
  if (refusal === "allowed") return {};
  const last = dial?.attempt?.not_after ?? at;
  const until = waitUntil(refusal, at, last);
  return until ? { until } : { error: { code: refusal.code, message: refusal.message } };
}

/** A dial that waits is made when its time has come: nothing else happens until then. */
function withWaited(simulation: Simulation, held: HeldRing): Simulation {
  if (!held.refusal) return { ...simulation, now: held.until };
  const { code, message } = held.refusal;
  const visits = simulation.visits.map((visit, at) =>
    at === simulation.visits.length - 1
      ? {
          ...visit,
          warnings: [...visit.warnings, { code, message: `${message} The call waits.` }],
        }
      : visit,
  );
  return { ...simulation, visits, now: held.until };
}

function withApplied(before: Before, { state, events, effects, verbs }: AppliedResume): Simulation {
  const { now: at } = before;
  const visits = [...before.visits];
  for (const event of events) apply(event, visits);
  return {
    ...before,
    state,
    visits,
    effects: [...before.effects, ...effects.map((effect) => ({ ...effect, at }))],
    documents: verbs
      ? [
          ...before.documents,
          { ...playedDocument(state, visits, at, verbs), choicesBefore: before.takenChoices.length },
        ]
      : before.documents,
    answered_at: before.state?.call.phase === "live" || state.call.phase !== "live" ? before.answered_at : at,
    agent: agentAfter(state, before.agent, verbs, at),
  };
}

/** Adds an event to a list of visits, whose numbers follow each other from 1. */
function apply(event: EngineEvent, visits: Visit[]): void {
  if (event.event === "interaction_ended") return;
  if (event.event === "step_entered") {
    const { visit, step, component, at } = event;
    const entered = { visit, step, component, entered_at: at, left_at: null, exit: null, error: null };
    visits.push({ ...entered, warnings: [], set: [] });
    return;
  }
  const at = visits.findLastIndex(({ visit }) => visit === event.visit);
  const visit = visits[at];
  if (visit) visits[at] = { ...visit, ...visitChange(visit, event) };
}

type VisitEvent = Exclude<EngineEvent, { event: "interaction_ended" | "step_entered" }>;

function visitChange(visit: Visit, event: VisitEvent): Partial<Visit> {
  if (event.event === "step_left") return { left_at: event.at, exit: event.exit, error: event.error ?? null };
  if (event.event === "try_ended") {
    const again = `It is rung again after ${duration(event.at, event.next_at)}.`;
    const message = `${endedTryText(event)} ${again}`;
    return { warnings: [...visit.warnings, { code: "next_try", message }] };
  }
  if (event.event === "variable_set") return { set: [...visit.set, { name: event.name, value: event.value }] };
  return { warnings: [...visit.warnings, { code: event.code, message: event.message }] };
}

function duration(from: string, to: string): string {
  const minutes = Math.round(secondsBetween(from, to) / 60);
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}

function playedDocument(state: State, visits: readonly Visit[], at: string, verbs: Verb[]) {
  const last = visits.at(-1);
  return { turn: state.turn, visit: last?.visit ?? 0, step: last?.step ?? "", at, verbs };
}

function agentAfter(state: State, before: Simulation["agent"], said: Verb[] | null, at: string): Simulation["agent"] {
  // The agent who accepted a callback stays on the line until the callback is over.
  if (state.wait?.for === "callback")
    return state.call.phase === "ended"
      ? null
      : before?.phase === "live"
        ? before
        : { phase: "live", to: "", since: at };
  if (state.wait?.for === "agents" || state.wait?.for === "handover")
    return { phase: "ringing", to: "", since: before?.since ?? at };
  if (state.wait?.for !== "forward") return null;
  const forward = said?.find((verb) => verb.verb === "forward");
  return forward ? { phase: "ringing", to: forward.to, since: at } : before;
}
