import type { Registry } from "@/engine/contract";
import type { Draft } from "@/engine/edit/draft";
import { exitsOf } from "@/engine/edit/exits";

/** A line of the outline: a step where it is first reached, or one of its exits. `level` starts at 1. */
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
      /** The step it leads to; the lines of that step follow where it is first reached. */
      target: string | null;
      /** True where that step's lines stand elsewhere. */
      elsewhere: boolean;
    };

/**
 * The flow as a tree: each step once, under the exit that reaches it first (breadth first, so that long ways do not
 * swallow short ones), then the steps that nothing reaches. `closed` steps hide what is under them.
 */
export function outlineOf(registry: Registry, draft: Draft, closed: ReadonlySet<string>): Line[] {
  const homes = homesOf(registry, draft);
  const lines: Line[] = [];
  const roots = [draft.start, ...Object.keys(draft.steps).filter((id) => id !== draft.start && !homes.has(id))];
  const todo: Line[] = roots
    .filter((id) => Object.hasOwn(draft.steps, id))
    .map((id) => stepLine(registry, draft, id, 1, closed))
    .toReversed();
  while (todo.length > 0) {
    const line = todo.pop()!;
    lines.push(line);
    todo.push(...under(registry, draft, line, homes, closed).toReversed());
  }
  return lines;
}

function under(
  registry: Registry,
  draft: Draft,
  line: Line,
  homes: ReadonlyMap<string, string>,
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
    const elsewhere = target === null || homes.get(target) !== key || !Object.hasOwn(draft.steps, target);
    const mandatory = kind === "mandatory";
    return { kind: "exit", key, level: line.level + 1, step: line.step, exit: id, label, mandatory, target, elsewhere };
  });
}

function stepLine(registry: Registry, draft: Draft, id: string, level: number, closed: ReadonlySet<string>): Line {
  const step = draft.steps[id];
  const leaf = !step || (exitsOf(registry, step) ?? []).length === 0;
  return { kind: "step", key: id, level, step: id, closed: leaf ? null : closed.has(id) };
}

/** The exit under which each step's lines stand, as `step.exit`. */
function homesOf(registry: Registry, draft: Draft): Map<string, string> {
  const homes = new Map<string, string>();
  const walk = (root: string) => {
    const queue = [root];
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const step = draft.steps[id];
      for (const exit of step ? (exitsOf(registry, step) ?? []) : []) {
        const target = step?.exits[exit.id];
        if (!target || target === root || homes.has(target) || !Object.hasOwn(draft.steps, target)) continue;
        if (target === draft.start) continue;
        homes.set(target, `${id}.${exit.id}`);
        queue.push(target);
      }
    }
  };
  walk(draft.start);
  // What the start does not reach hangs under the first of its own that nothing else leads to, else under itself.
  const led = new Set(Object.values(draft.steps).flatMap(({ exits }) => Object.values(exits)));
  const rest = Object.keys(draft.steps).filter((id) => id !== draft.start && !homes.has(id));
  for (const id of [...rest.filter((one) => !led.has(one)), ...rest]) if (!homes.has(id)) walk(id);
  return homes;
}
