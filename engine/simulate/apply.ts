import type { Registry, ResumeBody, Verb } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import { advance } from "../run/advance";
import type { Advance } from "../run/burst";
import { refusedBy } from "../run/refusal";
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

/** Applies resumes in order at the simulation's `now`, and what the account's rules add to them, as the runtime does. */
export function apply(
  registry: Registry,
  definition: FlowDefinition,
  before: Before,
  resumes: readonly ResumeBody[],
): Simulation {
  const queue = [...resumes];
  let simulation = before;
  for (let body = queue.shift(); body; body = queue.shift()) {
    const advanced = advance(registry, definition, simulation.state, { at: simulation.now, ...body });
    if (!advanced.applied) continue;
    const refused = refusedBy(advanced, refusalUnder(simulation.setup.account));
    if (refused) queue.unshift(refused);
    simulation = follow(simulation, advanced, refused !== null);
  }
  return simulation as Simulation;
}

function follow(before: Before, { state, events, effects, verbs }: Advance, refused: boolean): Simulation {
  const { now: at } = before;
  const done = effects
    .filter((effect) => !(refused && (effect.effect === "dial" || effect.effect === "queue_callback")))
    .map((effect) => ({ ...effect, at }));
  const visits = events.reduce(withEvent, before.visits);
  const said = verbs && !refused ? verbs : null;
  return {
    ...before,
    state,
    visits,
    effects: [...before.effects, ...done],
    heard: said ? [...before.heard, { ...heardBy(state, visits, at, said), taken: before.taken.length }] : before.heard,
    answered_at: before.state?.call.phase === "live" || state.call.phase !== "live" ? before.answered_at : at,
    agent: agentIn(state, before.agent, said, at),
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
