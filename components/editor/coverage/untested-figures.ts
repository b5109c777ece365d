import { placedShape } from "@/components/canvas/layout/graph";
import { type ExitOf, wireId } from "@/components/canvas/layout/ids";
import { FAULT_EXIT, HANG_UP_EXIT } from "@/components/canvas/layout/step-shape";
import type { FlowFigures, StepFigure, WireFigure } from "@/components/canvas/scene/figures";
import type { Registry } from "@/engine/contract";
import type { Draft } from "@/engine/edit/draft";

/** What the canvas calls the ways that the engine takes by itself. */
const ROWS: Readonly<Record<string, string>> = { error: FAULT_EXIT, contact_hung_up: HANG_UP_EXIT };

/** The wires that no test takes, said so on the canvas, and at each step how many of its exits those are. */
export function untestedFigures(registry: Registry, draft: Draft, notTaken: readonly ExitOf[]): FlowFigures {
  const untested = new Set(notTaken.map(({ step, exit }) => wireId({ step, exit: ROWS[exit] ?? exit })));
  const wireFigures = new Map<string, WireFigure>();
  for (const step of Object.keys(draft.steps))
    for (const { id, target } of placedShape(registry, draft, step).exits) {
      const wire = wireId({ step, exit: id });
      if (target !== null) wireFigures.set(wire, untested.has(wire) ? { text: "no test", level: 0 } : TESTED);
    }
  const counts = Map.groupBy(notTaken, ({ step }) => step);
  const stepFigures = new Map(
    [...counts].map(([step, { length }]): [string, StepFigure] => [
      step,
      { text: length === 1 ? "1 exit without a test" : `${length} exits without a test`, heat: 0 },
    ]),
  );
  return { wireFigures, stepFigures };
}

const TESTED: WireFigure = { text: "", level: 1 };
