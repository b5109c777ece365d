import type { Registry } from "../contract";
import type { PlacedStep } from "../definition/schema";
import type { Draft } from "../edit/draft";
import { LIMITS } from "../limits";
import { Work } from "../work";
import type { AccountNames, Problem } from "./problem";
import { type StepFacts, stepFacts } from "./step-facts";

/**
 * What the checks work on: the draft, the account's resources, and the facts of each step. `work`: what reading the flow's
 * templates and patterns takes.
 */
export type Flow = { draft: Draft; names: AccountNames; steps: ReadonlyMap<string, StepFacts>; work: Work };

const TOO_MUCH_WORK = `The flow's texts and patterns together need more than ${LIMITS.flow_work} units of work to be checked. Shorten those with long loops and repetitions.`;

/** Reads a draft, with at most so much work; templates beyond it are not read, and the rules of calls need none. */
export function readFlow(registry: Registry, draft: Draft, names: AccountNames, most: number = LIMITS.flow_work): Flow {
  const work = new Work(most, TOO_MUCH_WORK);
  const steps = Object.entries(draft.steps).map(([id, placed]) => [id, stepFacts(registry, id, placed, work)] as const);
  return { draft, names, steps: new Map(steps), work };
}

/** A problem of a step; its message begins with the step's name. */
export function stepProblem(
  { id, placed }: { id: string; placed: PlacedStep },
  problem: Pick<Problem, "severity" | "code" | "message" | "field" | "missing" | "path">,
): Problem {
  const { severity, code, message, field, missing, path } = problem;
  return {
    ...{ severity, code, message: `“${placed.name}”: ${message}`, step: id, field },
    ...(missing ? { missing } : {}),
    ...(path ? { path } : {}),
  };
}

export function flowProblem(code: string, field: string[], message: string): Problem {
  return { severity: "error", code, message, step: null, field };
}

/** Where the step goes on after a fault; null where it does not. */
export function faultTarget({ placed, definition }: StepFacts): { exit?: string; step: string } | null {
  const chosen = placed.on_error ?? { do: "default" };
  const handling = chosen.do === "default" ? definition?.default_on_error : chosen;
  if (!handling || handling.do === "end_flow") return null;
  if (handling.do === "go_to") return { step: handling.step };
  const step = targetOf(placed, handling.exit);
  return step === null ? null : { exit: handling.exit, step };
}

export function targetOf(placed: PlacedStep, exit: string): string | null {
  return Object.hasOwn(placed.exits, exit) ? (placed.exits[exit] ?? null) : null;
}
