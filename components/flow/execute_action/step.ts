import type { PortAnswer, Step, StepResult, Values } from "@/engine/contract";
import type { Config } from "./definition";

/**
 * The port enforces the action's own timeout (1 to 30 s) and answers `timeout`. This is how long the step waits for a
 * port that does not answer at all.
 */
const PORT_SECONDS = 31;

/** Results of a service that was reached but did not succeed: they take an exit and are not faults of the step. */
const ANSWERED = new Set(["http_status", "invalid_json"]);

export const step: Step<Config> = ({ connection, action, inputs }, input, ctx): StepResult => {
  if (input.on === "timer") return { do: "exit", exit: "timeout" };
  if (input.on === "port_answered") return answered(input.resume.result);
  const rendered = Object.entries(inputs).map(([name, template]) => [name, ctx.render(template)] as const);
  const request = { connection, action, inputs: Object.fromEntries(rendered) };
  return {
    do: "wait",
    for: "port",
    seconds: PORT_SECONDS,
    effects: [{ effect: "call_port", port: "http", request, timeout_seconds: PORT_SECONDS }],
  };
};

function answered(answer: PortAnswer): StepResult {
  if (!answer.ok) {
    const { code, message, value } = answer;
    if (code === "timeout") return { do: "exit", exit: "timeout" };
    if (!ANSWERED.has(code)) return { do: "fail", code, message };
    return { do: "exit", exit: "error", outputs: { status: read(value).status }, warnings: [{ code, message }] };
  }
  const { status, outputs, unfit } = read(answer.value);
  const warnings = unfit.map((name) => ({
    code: "output_unfit",
    message: `The answer's ${name} is not of the type that the action says. It was left empty.`,
  }));
  return { do: "exit", exit: "success", outputs: { ...outputs, status }, warnings };
}

/** The port's answer: `{status, outputs, unfit}`. */
function read(value: unknown): { status: number | null; outputs: Values; unfit: string[] } {
  const { status = null, outputs = {}, unfit = [] } = (value ?? {}) as Partial<ReturnType<typeof read>>;
  return { status, outputs, unfit };
}
