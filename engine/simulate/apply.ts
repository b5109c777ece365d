import type { Registry, ResumeBody, Verb } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import { type AppliedResume, applyResumes } from "../run/apply-resumes";
import { ALL_CAPABILITIES } from "../run/capabilities";
import type { EngineEvent, State } from "../run/state";
import { refusalUnder } from "./refusal";
import { later, type Setup, type Simulation, type Visit } from "./simulation";

type Before = Omit<Simulation, "state"> & { state: State | null };

/** Starts a run: from the request to the first thing that somebody else has to do. */
export function begin(registry: Registry, definition: FlowDefinition, setup: Setup): Simulation {
  const nothing = { visits: [], heard: [], effects: [], taken: [], answered_at: null, agent: null };
  const started: ResumeBody = {
    kind: "started",
    seed: setup.seed,
    interaction_id: `simulation-${setup.seed}`,
    flow_version: 0,
    arguments: { ...setup.arguments },
  };
  const now = later(setup.started_at, 0);
  return apply(registry, definition, { setup, state: null, now, ...nothing }, [started]);
}

/** Applies resumes in order at the simulation's `now`, as the runtime does. */
export function apply(
  registry: Registry,
  definition: FlowDefinition,
  before: Before,
  resumes: readonly ResumeBody[],
): Simulation {
  const { account, capabilities = ALL_CAPABILITIES } = before.setup;
  const rules = { refusal: refusalUnder(account), capabilities };
  const done = applyResumes(registry, definition, rules, before.state, before.now, resumes);
  return (done?.applied ?? []).reduce<Before>(follow, before) as Simulation;
}

function follow(before: Before, { state, events, effects, verbs }: AppliedResume): Simulation {
  const { now: at } = before;
  const visits = events.reduce(withEvent, before.visits);
  return {
    ...before,
    state,
    visits,
    effects: [...before.effects, ...effects.map((effect) => ({ ...effect, at }))],
    heard: verbs
      ? [...before.heard, { ...heardBy(state, visits, at, verbs), taken: before.taken.length }]
      : before.heard,
    answered_at: before.state?.call.phase === "live" || state.call.phase !== "live" ? before.answered_at : at,
    agent: agentIn(state, before.agent, verbs, at),
  };
}

function withEvent(visits: readonly Visit[], event: EngineEvent): readonly Visit[] {
  if (event.event === "interaction_ended") return visits;
  if (event.event === "step_entered") {
    const { visit, step, component, at } = event;
    const entered = { visit, step, component, entered_at: at, left_at: null, exit: null, error: null };
    return [...visits, { ...entered, warnings: [], set: [] }];
  }
  return visits.map((visit) => (visit.visit === event.visit ? { ...visit, ...changed(visit, event) } : visit));
}

type InStep = Exclude<EngineEvent, { event: "interaction_ended" | "step_entered" }>;

function changed(visit: Visit, event: InStep): Partial<Visit> {
  if (event.event === "step_left") return { left_at: event.at, exit: event.exit, error: event.error ?? null };
  if (event.event === "variable_set") return { set: [...visit.set, { name: event.name, value: event.value }] };
  return { warnings: [...visit.warnings, { code: event.code, message: event.message }] };
}

function heardBy(state: State, visits: readonly Visit[], at: string, verbs: Verb[]) {
  const last = visits.at(-1);
  return { turn: state.turn, visit: last?.visit ?? 0, step: last?.step ?? "", at, verbs };
}

function agentIn(state: State, before: Simulation["agent"], said: Verb[] | null, at: string): Simulation["agent"] {
  // Whoever has accepted a callback is there until it is over.
  if (state.wait?.for === "callback")
    return state.call.phase === "ended" ? null : (before ?? { phase: "live", to: "", since: at });
  if (state.wait?.for !== "forward") return null;
  const forward = said?.find((verb) => verb.verb === "forward");
  return forward ? { phase: "ringing", to: forward.to, since: at } : before;
}
