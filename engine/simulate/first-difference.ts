import type { Outcome, Registry } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import { exitLabel } from "../edit/exits";
import type { FlowTest } from "./flow-test";
import { pathOf, type Simulation } from "./simulation";

const OUTCOME_LABELS = {
  forwarded: "Forwarded",
  ended: "Ended",
  contact_hung_up: "Contact hung up",
  failed: "Failed",
  cancelled: "Cancelled",
  expired: "Expired",
} as const satisfies Record<Outcome, string>;

/** Where the simulation first differs from what the test expects, as a sentence for an admin; null if it does not. */
export function firstDifference(
  registry: Registry,
  definition: FlowDefinition,
  expected: FlowTest["expect"],
  simulation: Simulation,
): string | null {
  const wanted = split(expected.path);
  const taken = split(pathOf(simulation));
  const at = Math.max(wanted.length, taken.length);
  const first = Array.from({ length: at }, (_, index) => index).find((index) => wanted[index] !== taken[index]);
  if (first !== undefined) return difference(registry, definition, wanted, taken, first, simulation);
  const { outcome } = simulation.state;
  if (outcome === expected.outcome) return null;
  return `Expected the outcome ${outcomeLabel(expected.outcome)}, but it was ${outcomeLabel(outcome)}.`;
}

const split = (path: string) => path.split(" ").filter(Boolean);
const outcomeLabel = (outcome: Outcome | null) => (outcome ? OUTCOME_LABELS[outcome] : "none");

function difference(
  registry: Registry,
  definition: FlowDefinition,
  wanted: string[],
  taken: string[],
  at: number,
  simulation: Simulation,
): string {
  const [wantedStep, wantedExit] = parts(wanted[at]);
  const [takenStep, takenExit] = parts(taken[at]);
  const name = (step: string) => definition.steps[step]?.name ?? step;
  const before = at > 0 ? ` after ${name(parts(wanted[at - 1])[0] ?? "")}` : "";
  if (takenStep === null) return `Expected ${name(wantedStep ?? "")}${before}, but the flow ended there.`;
  if (wantedStep === null) return `Expected the flow to end${before}, but it went on with ${name(takenStep)}.`;
  if (wantedStep !== takenStep) {
    const gone = Object.hasOwn(definition.steps, wantedStep) ? "" : ", which is no longer in the flow";
    return `Expected ${name(wantedStep)}${before}${gone}, but ${name(takenStep)} came.`;
  }
  const exit = (id: string | null) => exitTaken(registry, definition, wantedStep, id);
  const fault = simulation.visits[at]?.error;
  const why = fault ? `: ${fault.message}` : ".";
  return `Expected ${exit(wantedExit)}, but ${name(takenStep)} took ${exit(takenExit)}${why}`;
}

/** Step and exit of one piece of a path. */
function parts(piece: string | undefined): [step: string | null, exit: string | null] {
  if (piece === undefined) return [null, null];
  const dot = piece.indexOf(".");
  return dot < 0 ? [piece, null] : [piece.slice(0, dot), piece.slice(dot + 1)];
}

/** An exit of a visit, by the name that the canvas shows: null while the step runs, empty where it has ended the flow. */
export function exitTaken(registry: Registry, definition: FlowDefinition, step: string, exit: string | null): string {
  if (exit === null) return "no exit yet";
  return exit === "" ? "the end" : exitLabel(registry, definition.steps[step], exit);
}
