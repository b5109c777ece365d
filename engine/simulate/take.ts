import type { Registry, ResumeBody } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import { LIMITS } from "../limits";
import { apply } from "./apply";
import type { Choice } from "./choice";
import { isPossible } from "./choices";
import { type Happening, happening } from "./happening";
import { later, type Simulation } from "./simulation";

/** A choice was taken that cannot happen where the simulation stands. */
export class ImpossibleChoice extends Error {
  readonly choice: Choice;
  constructor(choice: Choice) {
    super(`"${choice.does}" cannot happen here.`);
    this.name = "ImpossibleChoice";
    this.choice = choice;
  }
}

/** The simulation after something has happened; the one given stays as it was. Throws ImpossibleChoice. */
export function take(
  registry: Registry,
  definition: FlowDefinition,
  simulation: Simulation,
  choice: Choice,
): Simulation {
  const { cursor } = simulation.state;
  if (!cursor || !isPossible(simulation, choice)) throw new ImpossibleChoice(choice);
  const { at, resumes, joined } = inTime(simulation, happening(simulation, choice));
  const { step, visit } = cursor;
  const taken = [...simulation.taken, { step, visit, at, choice }];
  const agent = simulation.agent && joined ? { ...simulation.agent, phase: "live" as const, since: at } : null;
  const moved = { ...simulation, now: at, taken, agent: agent ?? simulation.agent };
  return apply(registry, definition, moved, resumes);
}

/** No call outlasts the carrier's limit, and no interaction its own: then that is what happens instead. */
function inTime(simulation: Simulation, { seconds, resumes, joined }: Happening) {
  const at = later(simulation.now, seconds);
  const { state, answered_at, agent, setup } = simulation;
  if (state.call.phase === "live" && answered_at) {
    const limit = later(answered_at, LIMITS.call_hours * 3600);
    const cut: ResumeBody[] = [{ kind: "hung_up", joined: agent?.phase === "live" }];
    return at > limit ? { at: limit, resumes: cut } : { at, resumes, joined };
  }
  const expiry = later(setup.started_at, LIMITS.interaction_hours * 3600);
  const expired: ResumeBody[] = [{ kind: "expired" }];
  return at > expiry ? { at: expiry, resumes: expired } : { at, resumes, joined };
}
