import { type Flow, stepProblem } from "./flow";
import type { Problem } from "./problem";
import type { StepFacts } from "./step-facts";

/**
 * Steps that no path reaches. A connected group of complete steps to which no reached step refers is left over from a deleted
 * branch, and only a warning; anything else still has to be connected, and is an error. A misplaced trigger has a problem of
 * its own (trigger_misplaced).
 */
export function unreachableProblems(
  flow: Flow,
  reached: ReadonlySet<string>,
  faulty: ReadonlySet<string | null>,
): Problem[] {
  const unreached = [...flow.steps.values()].filter(
    ({ id, definition }) => !reached.has(id) && definition?.group !== "trigger",
  );
  if (unreached.length === 0) return [];
  const referred = new Set([...flow.steps.values()].filter(({ id }) => reached.has(id)).flatMap(targetsOf));
  if (flow.draft.on_hang_up !== null) referred.add(flow.draft.on_hang_up);
  return connectedGroups(unreached).flatMap((island) => {
    const left = island.every(({ id }) => !faulty.has(id) && !referred.has(id));
    return island.map((facts) =>
      stepProblem(facts, {
        severity: left ? "warning" : "error",
        code: "unreachable",
        message: "no path leads to this step. Connect an exit to it, or remove it.",
        field: [],
        missing: true,
      }),
    );
  });
}

function targetsOf({ placed }: StepFacts): string[] {
  const targets = Object.values(placed.exits).filter((target) => target !== null);
  return placed.on_error?.do === "go_to" ? [...targets, placed.on_error.step] : targets;
}

/** Groups of steps that are connected by exits, in either direction. */
function connectedGroups(steps: readonly StepFacts[]): StepFacts[][] {
  const byId = new Map(steps.map((facts) => [facts.id, facts]));
  const near = new Map<StepFacts, StepFacts[]>(steps.map((facts) => [facts, []]));
  for (const facts of steps) {
    for (const target of targetsOf(facts)) {
      const other = byId.get(target);
      if (!other) continue;
      near.get(facts)?.push(other);
      near.get(other)?.push(facts);
    }
  }
  const seen = new Set<StepFacts>();
  return steps.flatMap((facts) => {
    if (seen.has(facts)) return [];
    seen.add(facts);
    const island = [facts];
    for (const one of island) {
      for (const other of near.get(one) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        island.push(other);
      }
    }
    return [island];
  });
}
