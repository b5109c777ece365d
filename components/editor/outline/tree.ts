import type { Registry } from "@/engine/contract";
import type { Draft } from "@/engine/edit/draft";
import { exitsOf } from "@/engine/edit/exits";

/** A line of the outline: a step, below the exit that reaches it first, or an exit of a step. `level` starts at 1. */
export type Line =
  | { kind: "step"; key: string; level: number; step: string; closed: boolean | null }
  | {
      kind: "exit";
      key: string;
      level: number;
      step: string;
      exit: string;
      label: string;
      mandatory: boolean;
      /** The step it leads to. That step's own lines are below the exit that reaches it first. */
      target: string | null;
      /** The target's lines are not below this exit. */
      elsewhere: boolean;
    };

/**
 * The flow as the lines of a tree: each step once, below the exit that reaches it first, then the steps that nothing reaches.
 * The search is breadth first, so that a step is below a short path rather than a long one. A `closed` step hides its lines.
 */
export function outlineOf(registry: Registry, draft: Draft, closed: ReadonlySet<string>): Line[] {
  const parents = parentExits(registry, draft);
  const lines: Line[] = [];
  const roots = [draft.start, ...Object.keys(draft.steps).filter((id) => id !== draft.start && !parents.has(id))];
  const stack: Line[] = roots
    .filter((id) => Object.hasOwn(draft.steps, id))
    .map((id) => stepLine(registry, draft, id, 1, closed))
    .toReversed();
  while (stack.length > 0) {
    const line = stack.pop()!;
    lines.push(line);
    stack.push(...linesBelow(registry, draft, line, parents, closed).toReversed());
  }
  return lines;
}

function linesBelow(
  registry: Registry,
  draft: Draft,
  line: Line,
  parents: ReadonlyMap<string, string>,
  closed: ReadonlySet<string>,
): Line[] {
  if (line.kind === "exit") {
    const { target, elsewhere, level } = line;
    return target === null || elsewhere ? [] : [stepLine(registry, draft, target, level + 1, closed)];
  }
  const step = draft.steps[line.step];
  if (!step || line.closed) return [];
  return (exitsOf(registry, step) ?? []).map(({ id, label, kind }): Line => {
    const target = step.exits[id] ?? null;
    const key = `${line.step}.${id}`;
    const elsewhere = target === null || parents.get(target) !== key || !Object.hasOwn(draft.steps, target);
    const mandatory = kind === "mandatory";
    return { kind: "exit", key, level: line.level + 1, step: line.step, exit: id, label, mandatory, target, elsewhere };
  });
}

function stepLine(registry: Registry, draft: Draft, id: string, level: number, closed: ReadonlySet<string>): Line {
  const step = draft.steps[id];
  const leaf = !step || (exitsOf(registry, step) ?? []).length === 0;
  return { kind: "step", key: id, level, step: id, closed: leaf ? null : closed.has(id) };
}

/** For each step the exit that its lines are below, as `step.exit`. */
function parentExits(registry: Registry, draft: Draft): Map<string, string> {
  const parents = new Map<string, string>();
  const walk = (root: string) => {
    const queue = [root];
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const step = draft.steps[id];
      for (const exit of step ? (exitsOf(registry, step) ?? []) : []) {
        const target = step?.exits[exit.id];
        if (!target || target === root || parents.has(target) || !Object.hasOwn(draft.steps, target)) continue;
        if (target === draft.start) continue;
        parents.set(target, `${id}.${exit.id}`);
        queue.push(target);
      }
    }
  };
  walk(draft.start);
  // Of the steps that the start does not reach, those that nothing leads to come first as roots, then what is left in loops.
  const targets = new Set(Object.values(draft.steps).flatMap(({ exits }) => Object.values(exits)));
  const unreached = Object.keys(draft.steps).filter((id) => id !== draft.start && !parents.has(id));
  for (const id of [...unreached.filter((one) => !targets.has(one)), ...unreached]) if (!parents.has(id)) walk(id);
  return parents;
}
