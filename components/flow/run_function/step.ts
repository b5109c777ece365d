import type { PortAnswer, Step, StepResult, Values } from "@/engine/contract";
import type { Config } from "./definition";

/** A function's own limit is 2 s; it may also wait for a free process. */
const PORT_SECONDS = 5;

/** Errors of the function itself: they take an exit and are not faults of the step. */
const ITS_OWN = new Set(["function_failed", "function_input_invalid", "function_output_invalid"]);

export const step: Step<Config> = ({ function: name, inputs }, input, ctx): StepResult => {
  if (input.on === "timer") return { do: "exit", exit: "timeout" };
  if (input.on === "port_answered") return answered(input.resume.result);
  const rendered = Object.entries(inputs).map(([input, template]) => [input, ctx.render(template)] as const);
  const request = { function: name, inputs: Object.fromEntries(rendered) };
  return {
    do: "wait",
    for: "port",
    seconds: PORT_SECONDS,
    effects: [{ effect: "call_port", port: "function", request, timeout_seconds: PORT_SECONDS }],
  };
};

function answered(answer: PortAnswer): StepResult {
  if (answer.ok) return { do: "exit", exit: "ok", outputs: (answer.value ?? {}) as Values };
  const { code, message } = answer;
  if (code === "timeout") return { do: "exit", exit: "timeout" };
  if (!ITS_OWN.has(code)) return { do: "fail", code, message };
  return { do: "exit", exit: "error", warnings: [{ code, message }] };
}
