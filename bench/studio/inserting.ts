import type { Direction } from "@/components/canvas/layout/graph";
import { project } from "@/components/canvas/scene/project";
import { registry } from "@/components/flow/registry";
import type { Draft } from "@/engine/edit/draft";

const ROUNDS = 9;

/** How long it takes to place a flow's steps and find its wires again where one is put in after the first, in milliseconds. */
export function timesToInsert(draft: Draft, direction: Direction): number[] {
  const { step_1: first, step_2: second } = draft.steps;
  if (!first || !second) throw new Error("The flow has no first steps.");
  const inserted = {
    ...draft.steps,
    step_1: { ...first, exits: { ...first.exits, answered: "new" } },
    new: second,
  };
  const input = { selection: new Set<string>(), problems: new Map(), path: null, marks: undefined };
  return Array.from({ length: ROUNDS }, () => {
    const before = project(registry, { ...input, draft, direction }, null);
    const began = performance.now();
    const { positions } = project(registry, { ...input, draft: { ...draft, steps: inserted }, direction }, before);
    const took = performance.now() - began;
    if (!positions.has("new")) throw new Error("The new step has no place.");
    return took;
  });
}
