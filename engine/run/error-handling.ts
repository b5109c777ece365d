import type { Fault } from "../contract";
import type { Burst } from "./burst";

/** A technical fault inside a step (bad template, output too large); never a normal outcome. */
export class FaultError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Faults that end the interaction whatever the step's error handling: going on would only repeat them. */
const FATAL = new Set(["step_limit", "unknown_step", "work_limit"]);

/** Where the flow goes on after a fault in a step: the step's own handling, else its component's default. `step: null`: that exit is not wired. */
export function afterFault(
  burst: Burst,
  fault: Fault,
): { do: "fail_interaction" } | { do: "go_on"; step: string | null } {
  const { state, definition, registry } = burst;
  const placed = state.cursor && definition.steps[state.cursor.step];
  const component = placed && registry.get(placed.component);
  if (!placed || !component || FATAL.has(fault.code)) return { do: "fail_interaction" };
  const chosen = placed.on_error ?? { do: "default" };
  const handling = chosen.do === "default" ? component.definition.default_on_error : chosen;
  if (handling.do === "end_flow") return { do: "fail_interaction" };
  if (handling.do === "go_to") return { do: "go_on", step: handling.step };
  return { do: "go_on", step: placed.exits[handling.exit] ?? null };
}
