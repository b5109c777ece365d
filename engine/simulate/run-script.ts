import type { Registry } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import { LIMITS } from "../limits";
import { isTerminal } from "../run/state";
import { begin } from "./apply";
import { type Behaviours, nextChoice } from "./behave";
import type { AgentBehaviour, Answer, Choice, CustomerBehaviour } from "./choice";
import { isPossible } from "./choices";
import { currentStep, type Setup, type Simulation } from "./simulation";
import { take } from "./take";

export type Move = { step: string; choice: Choice };

export type Script = {
  setup: Setup;
  customer: CustomerBehaviour;
  agent: AgentBehaviour;
  answers: Readonly<Record<string, readonly Answer[]>>;
  /** What happened step by step; it goes before the behaviours, which fill in for steps it does not know. */
  moves: readonly Move[];
};

/** A step rings, answers and is left: more than this many choices a step visit would be a fault of ours. */
const CHOICES_PER_VISIT = 20;

/** Runs a script from the request to the interaction's end. */
export function runScript(registry: Registry, definition: FlowDefinition, script: Script): Simulation {
  let last: Simulation | null = null;
  for (const simulation of scriptSteps(registry, definition, script)) last = simulation;
  if (!last) throw new Error("A script has a beginning.");
  return last;
}

/** The same choice by choice: the simulation at its beginning, and after each. */
export function* scriptSteps(
  registry: Registry,
  definition: FlowDefinition,
  script: Script,
): Generator<Simulation, void, undefined> {
  let simulation = begin(registry, definition, script.setup);
  yield simulation;
  let from = 0;
  const most = LIMITS.steps_per_interaction * CHOICES_PER_VISIT;
  for (let taken = 0; !isTerminal(simulation.state); taken++) {
    if (taken > most) throw new Error(`The simulation did not end after ${most} choices.`);
    const at = moveFor(simulation, script.moves, from);
    const choice = at === null ? nextChoice(simulation, script satisfies Behaviours) : script.moves[at]?.choice;
    if (!choice) throw new Error("The script does not say what happens next.");
    if (at !== null) from = at + 1;
    simulation = take(registry, definition, simulation, choice);
    yield simulation;
  }
}

/**
 * The next move about the step that runs and possible now. Moves before it were about steps that the flow does not come
 * to any more; a step that no move is about is new, and the behaviours decide.
 */
function moveFor(simulation: Simulation, moves: readonly Move[], from: number): number | null {
  const step = currentStep(simulation);
  const at = moves.findIndex(
    (move, index) => index >= from && move.step === step && isPossible(simulation, move.choice),
  );
  return at < 0 ? null : at;
}
