import type { ReadCallee, StepContext, Value } from "../contract";
import { localTime } from "../local-time";
import { isFound } from "../pattern";
import { keysOf, readPhoneNumber } from "../phone-number";
import type { Burst } from "./burst";
import { draw } from "./draw";
import { FaultError } from "./error-handling";
import { renderInserting, renderTemplate } from "./expression";
import { exceededLimit } from "./steps";
import { tooLarge } from "./value-size";

/** The step's view of the interaction. Throws the fault of a limit that the interaction has exceeded. */
export function stepContext(burst: Burst, cursor: NonNullable<Burst["state"]["cursor"]>): StepContext {
  const { state, definition, resume, events } = burst;
  const limit = exceededLimit(burst);
  if (limit) throw limit;
  const { from, to, send_digits } = state.call;
  return {
    at: resume.at,
    seed: state.seed,
    step_id: cursor.step,
    visit: cursor.visit,
    language: definition.language,
    memory: cursor.memory,
    call: { from, to, ...(send_digits ? { send_digits } : {}) },
    variable: (name) => state.variables[name] ?? null,
    set: (name, value) => {
      const fault = tooLarge(name, value);
      if (fault) throw fault;
      state.variables[name] = value;
      events.push({ event: "variable_set", visit: cursor.visit, name, value });
    },
    render: (template, insert) => {
      try {
        return insert
          ? renderInserting(template, scope(burst), resume.at, insert)
          : renderTemplate(template, scope(burst), resume.at);
      } catch (error) {
        throw new FaultError("template_failed", error instanceof Error ? error.message : "The template failed.");
      }
    },
    phone: readCallee,
    local: (zone) => {
      const local = localTime(resume.at, zone);
      if (local) return local;
      throw new FaultError("time_zone_unknown", `The time zone ${zone} is not known here.`);
    },
    matches: (pattern, text, exact) => {
      try {
        return isFound(pattern, text, exact);
      } catch (error) {
        throw new FaultError("pattern_invalid", error instanceof Error ? error.message : "The pattern is invalid.");
      }
    },
    draw: (sides) => draw(`${state.seed}\u0000${cursor.step}`, sides),
  };
}

function readCallee(text: Value): ReadCallee {
  const { number, problem } = readPhoneNumber(text);
  if (!number) return { callee: null, problem };
  const send_digits = keysOf(number);
  return { callee: { to: number.e164, ...(send_digits ? { send_digits } : {}) }, problem: null };
}

/** What templates can read: the flow's variables and the read-only ones. */
function scope({ state, definition }: Burst) {
  return {
    ...state.variables,
    interaction: { id: state.interaction_id, started_at: state.started_at },
    flow: { name: definition.name, version: state.flow_version },
    call: { from: state.call.from, to: state.call.to, answered_by: state.call.answered_by },
  };
}
