import type { Registry } from "@/engine/contract";
import type { Draft } from "@/engine/edit/draft";
import { ENTRY_Y, exitY, STEP_WIDTH, stepHeight } from "./geometry";
import { type ExitRow, HANG_UP_EXIT, type StepShape, shapeOf } from "./step-shape";

/** A flow as boxes and wires: what the layouts work on. */
export type Graph = {
  start: string;
  steps: ReadonlyMap<string, { width: number; height: number; exits: { y: number; target: string }[] }>;
};

/** The first exit is the main one. Layouts let its wire leave level with the header, so that the main path runs along one line. */
export function graphOf(registry: Registry, draft: Draft): Graph {
  const steps: Graph["steps"] = new Map(
    Object.keys(draft.steps).map((id) => {
      const { height, lines, exits } = placedShape(registry, draft, id);
      return [
        id,
        {
          width: STEP_WIDTH,
          height,
          exits: exits.flatMap(({ target }, row) =>
            target !== null && Object.hasOwn(draft.steps, target)
              ? [{ y: row === 0 ? ENTRY_Y : exitY(lines, row), target }]
              : [],
          ),
        },
      ];
    }),
  );
  return { start: draft.start, steps };
}

const withHangUp = new WeakMap<StepShape, { target: string; shape: StepShape }>();

/** A step's shape in its flow: the start step has one more row, which shows where the flow continues after a hang-up. */
export function placedShape(registry: Registry, draft: Draft, id: string): StepShape {
  const shape = shapeOf(registry, draft.steps[id]!);
  const target = draft.on_hang_up;
  if (id !== draft.start || target === null) return shape;
  const known = withHangUp.get(shape);
  if (known?.target === target) return known.shape;
  const row: ExitRow = { id: HANG_UP_EXIT, label: "Contact hangs up", kind: "fault", target };
  const made = { ...shape, exits: [...shape.exits, row], height: stepHeight(shape.lines, shape.exits.length + 1) };
  withHangUp.set(shape, { target, shape: made });
  return made;
}

/** Steps in reading order: breadth first from the start, then the steps it does not reach. */
export function readingOrder({ start, steps }: Graph): string[] {
  const order = new Set<string>();
  const follow = (first: string) => {
    const queue = [first];
    for (let at = 0; at < queue.length; at++) {
      const id = queue[at]!;
      if (order.has(id)) continue;
      order.add(id);
      for (const { target } of steps.get(id)?.exits ?? []) queue.push(target);
    }
  };
  if (steps.has(start)) follow(start);
  for (const id of steps.keys()) if (!order.has(id)) follow(id);
  return [...order];
}
