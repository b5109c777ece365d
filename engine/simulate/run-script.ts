import type { Registry } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import { LIMITS } from "../limits";
import { isTerminal } from "../run/state";
import { Work } from "../work";
import { applyChoice } from "./apply-choice";
import type { AgentBehaviour, Answer, Choice, CustomerBehaviour } from "./choice";
import { type Behaviours, nextChoice } from "./next-choice";
import { isPossible } from "./possible-choices";
import { startSimulation } from "./resume-simulation";
import { currentStep, type Setup, type Simulation } from "./simulation";

export type Move = { step: string; choice: Choice };

export type Script = {
  setup: Setup;
  customer: CustomerBehaviour;
  agent: AgentBehaviour;
  answers: Readonly<Record<string, readonly Answer[]>>;
  /** Recorded choices, step by step. They go before the behaviours, which choose in steps that have no move. */
  moves: readonly Move[];
};

/** A step visit takes a handful of choices (ring, answer, hang up); more than this many is a bug of the simulator. */
const CHOICES_PER_VISIT = 20;

const TOO_MUCH_WORK = `its steps need more than ${LIMITS.script_work} units of work together.`;

/** Runs a script from the start of the interaction to its end. */
export function runScript(registry: Registry, definition: FlowDefinition, script: Script): Simulation {
  let last: Simulation | null = null;
  for (const simulation of scriptSteps(registry, definition, script)) last = simulation;
  if (!last) throw new Error("A script has a beginning.");
  return last;
}

/** The same, yielding the simulation at its start and after each choice. Throws where it takes more than LIMITS.script_work. */
export function* scriptSteps(
  registry: Registry,
  definition: FlowDefinition,
  script: Script,
): Generator<Simulation, void, undefined> {
  const work = new Work(LIMITS.script_work, TOO_MUCH_WORK);
  let simulation = startSimulation(registry, definition, script.setup, work);
  yield simulation;
  let from = 0;
  const most = LIMITS.steps_per_interaction * CHOICES_PER_VISIT;
  for (let taken = 0; !isTerminal(simulation.state); taken++) {
    if (taken > most) throw new Error(`The simulation did not end after ${most} choices.`);
    const at = moveFor(simulation, script.moves, from);
    const choice = at === null ? nextChoice(simulation, script satisfies Behaviours) : script.moves[at]?.choice;
    if (!choice) throw new Error("The script does not say what happens next.");
    if (at !== null) from = at + 1;
    simulation = applyChoice(registry, definition, simulation, choice, work);
    yield simulation;
  }
}

/**
 * Index of the next move that is for the running step and possible now; null if there is none, and the behaviours choose.
 * Moves before it are skipped: they were recorded for steps that the flow no longer comes to.
 */
function moveFor(simulation: Simulation, moves: readonly Move[], from: number): number | null {
  const step = currentStep(simulation);
  const at = moves.findIndex(
    (move, index) => index >= from && move.step === step && isPossible(simulation, move.choice),
  );
  return at < 0 ? null : at;
}
