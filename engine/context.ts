import type { Burst } from "./burst";
import type { StepContext } from "./contract";
import { FaultError } from "./error-handling";
import { renderTemplate } from "./expression";
import { LIMITS } from "./limits";
import { toE164 } from "./phone-number";
import { exceededLimit } from "./steps";

/** What a step may ask; everything else it knows comes from its config and its input. */
export function stepContext(burst: Burst, cursor: NonNullable<Burst["state"]["cursor"]>): StepContext {
  const { state, definition, resume, events } = burst;
  const limit = exceededLimit(burst);
  if (limit) throw limit;
  return {
    at: resume.at,
    seed: state.seed,
    step_id: cursor.step,
    visit: cursor.visit,
    language: definition.language,
    memory: cursor.memory,
    call: { from: state.call.from, to: state.call.to },
    variable: (name) => state.variables[name] ?? null,
    set: (name, value) => {
      if (typeof value === "string" && value.length > LIMITS.output_bytes) {
        throw new FaultError("output_too_large", `The value of ${name} is larger than ${LIMITS.output_bytes} bytes.`);
      }
      state.variables[name] = value;
      events.push({ event: "variable_set", visit: cursor.visit, name, value });
    },
    render: (template) => {
      try {
        return renderTemplate(template, scope(burst), resume.at);
      } catch (error) {
        throw new FaultError("template_failed", error instanceof Error ? error.message : "The template failed.");
      }
    },
    phone: toE164,
  };
}

/** Names every template can use: the flow's variables and the read-only ones. */
function scope({ state, definition }: Burst) {
  return {
    ...state.variables,
    interaction: { id: state.interaction_id, started_at: state.started_at },
    flow: { name: definition.name, version: state.flow_version },
    call: { from: state.call.from, to: state.call.to, answered_by: state.call.answered_by },
  };
}
