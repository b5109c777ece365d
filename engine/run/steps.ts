import type { WhoAnswered } from "../answering/listening";
import type { ExitSpec, Fault } from "../contract";
import { LIMITS } from "../limits";
import type { Burst } from "./burst";
import { FaultError } from "./error-handling";

/** Enters a step as the next visit, and counts it for `exceededLimit`. */
export function enter(burst: Burst, step: string): void {
  const { state, events, definition, resume } = burst;
  burst.steps += 1;
  state.visits += 1;
  state.in_a_row = state.in_a_row.step === step ? { step, count: state.in_a_row.count + 1 } : { step, count: 1 };
  state.cursor = { step, visit: state.visits, memory: null };
  state.wait = null;
  const component = definition.steps[step]?.component ?? "unknown";
  events.push({ event: "step_entered", visit: state.visits, step, component, at: resume.at });
}

/** The limit that the interaction has exceeded, as a fault that no error handling can catch; null if none. */
export function exceededLimit(burst: Burst): FaultError | null {
  const { state, steps } = burst;
  if (steps > LIMITS.steps_per_burst)
    return new FaultError("step_limit", `More than ${LIMITS.steps_per_burst} steps ran without a wait.`);
  if (state.visits > LIMITS.steps_per_interaction)
    return new FaultError("step_limit", `More than ${LIMITS.steps_per_interaction} steps ran in one interaction.`);
  if (state.in_a_row.count > LIMITS.visits_in_a_row)
    return new FaultError("step_limit", `One step ran more than ${LIMITS.visits_in_a_row} times in a row.`);
  return null;
}

/** Leaves the running step; `exit` is null for a step without exits (End flow). */
export function leave(burst: Burst, exit: string | null, error?: Fault, answered?: WhoAnswered): void {
  const { state, events, resume } = burst;
  if (!state.cursor) return;
  const { visit } = state.cursor;
  events.push({
    event: "step_left",
    visit,
    exit: exit ?? "",
    at: resume.at,
    ...(error ? { error: { code: error.code, message: error.message } } : {}),
    ...(answered ? { answered } : {}),
  });
  state.cursor = null;
  state.wait = null;
}

export function exitSpec(burst: Burst, exit: string): ExitSpec | undefined {
  const placed = burst.state.cursor && burst.definition.steps[burst.state.cursor.step];
  if (!placed) return undefined;
  const component = burst.registry.get(placed.component);
  return component?.definition.exits(placed.config).find((spec) => spec.id === exit);
}
