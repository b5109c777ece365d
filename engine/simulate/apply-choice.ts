import type { Registry, ResumeBody } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import { LIMITS } from "../limits";
import { expiresAt } from "../run/expiry";
import type { Work } from "../work";
import type { Choice } from "./choice";
import { type ChoiceOutcome, choiceOutcome } from "./choice-outcome";
import { isPossible } from "./possible-choices";
import { resumeSimulation } from "./resume-simulation";
import { later, type Simulation } from "./simulation";

/** Thrown for a choice that is not possible where the simulation stands. */
export class ImpossibleChoice extends Error {
  readonly choice: Choice;
  constructor(choice: Choice) {
    super(`"${choice.does}" cannot happen here.`);
    this.name = "ImpossibleChoice";
    this.choice = choice;
  }
}

/** The simulation after `choice`; the one given stays as it was. Throws ImpossibleChoice. */
export function applyChoice(
  registry: Registry,
  definition: FlowDefinition,
  simulation: Simulation,
  choice: Choice,
  work?: Work,
): Simulation {
  const { cursor } = simulation.state;
  if (!cursor || !isPossible(simulation, choice)) throw new ImpossibleChoice(choice);
  const { at, resumes, joined } = withinLimits(simulation, choiceOutcome(simulation, choice));
  const { step, visit } = cursor;
  const takenChoices = [...simulation.takenChoices, { step, visit, at, choice }];
  const agent = simulation.agent && joined ? { ...simulation.agent, phase: "live" as const, since: at } : null;
  const moved = { ...simulation, now: at, takenChoices, agent: agent ?? simulation.agent };
  return resumeSimulation(registry, definition, moved, resumes, work);
}

/**
 * The outcome, unless a limit comes first: the carrier cuts a call after LIMITS.call_hours, and an interaction without a
 * live call expires after LIMITS.interaction_hours.
 */
function withinLimits(simulation: Simulation, { seconds, resumes, joined }: ChoiceOutcome) {
  const at = later(simulation.now, seconds);
  const { state, answered_at, agent, setup } = simulation;
  if (state.call.phase === "live" && answered_at) {
    const limit = later(answered_at, LIMITS.call_hours * 3600);
    const cut: ResumeBody[] = [{ kind: "hung_up", joined: agent?.phase === "live" }];
    return at > limit ? { at: limit, resumes: cut } : { at, resumes, joined };
  }
  const expiry = expiresAt(setup.started_at);
  const expired: ResumeBody[] = [{ kind: "expired" }];
  return at > expiry ? { at: expiry, resumes: expired } : { at, resumes, joined };
}
