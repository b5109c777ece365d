import type { ExitOf } from "@/components/canvas/layout/ids";
import type { Mark } from "@/components/canvas/scene/project";
import { currentStep, type Simulation } from "@/engine/simulate";

/** The mark of each visited step on the canvas; its last visit counts. */
export function marksOf(simulation: Simulation): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const { step, error } of simulation.visits) marks.set(step, error ? "failed" : "done");
  const current = currentStep(simulation);
  if (current !== null) marks.set(current, "live");
  return marks;
}

/** The path of the run; the last step's exit is "" while that step runs. */
export function pathOf({ visits }: Simulation): ExitOf[] {
  return visits.map(({ step, exit }) => ({ step, exit: exit ?? "" }));
}
