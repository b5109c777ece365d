import type { Registry } from "@/engine/contract";
import type { Draft } from "@/engine/edit/draft";
import { ENTRY_Y, exitY, STEP_WIDTH, stepHeight } from "./geometry";
import { type ExitRow, HANG_UP_EXIT, type StepShape, shapeOf } from "./step-shape";

/** How a flow is read: in lines from left to right, or from the top down. */
export type Direction = "across" | "down";

/**
 * A flow as boxes and wires: what the layout works on. An exit's `y` is its height in its step. The first exit is the main one:
 * its `level` is that of the header, so that the steps of the main path stand on one line.
 */
export type Graph = {
  start: string;
  steps: ReadonlyMap<
    string,
    { width: number; height: number; exits: { id: string; y: number; level: number; target: string }[] }
  >;
};

export function graphOf(registry: Registry, draft: Draft): Graph {
  const steps: Graph["steps"] = new Map(
    Object.keys(draft.steps).map((id) => {
      const { height, lines, exits } = placedShape(registry, draft, id);
      return [
        id,
        {
          width: STEP_WIDTH,
          height,
          exits: exits.flatMap(({ id, target }, row) => {
            if (target === null || !Object.hasOwn(draft.steps, target)) return [];
            const y = exitY(lines, row);
            return [{ id, y, level: row === 0 ? ENTRY_Y : y, target }];
          }),
        },
      ];
    }),
  );
  return { start: draft.start, steps };
}

/** The most wires that are drawn into one step. Of more, only the first is drawn; the others end at their exits' labels. */
export const MAX_ENTRIES = 8;

/** The steps that more wires lead to than are drawn. */
export function overfullSteps({ steps }: Graph): Set<string> {
  const counts = new Map<string, number>();
  for (const { exits } of steps.values())
    for (const { target } of exits) counts.set(target, (counts.get(target) ?? 0) + 1);
  return new Set([...counts].flatMap(([id, count]) => (count > MAX_ENTRIES ? id : [])));
}

/** Whether two graphs have the same steps of the same sizes, in the same order, and the same wires. */
export function isSameGraph(a: Graph, b: Graph): boolean {
  if (a.start !== b.start || a.steps.size !== b.steps.size) return false;
  const others = b.steps.entries();
  for (const [id, { height, exits }] of a.steps) {
    const [otherId, other] = others.next().value!;
    if (id !== otherId || height !== other.height || exits.length !== other.exits.length) return false;
    if (
      !exits.every(({ id, y, target }, index) => {
        const exit = other.exits[index]!;
        return id === exit.id && y === exit.y && target === exit.target;
      })
    )
      return false;
  }
  return true;
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
