import type { Step, StepContext, StepResult } from "@/engine/contract";
import { invalidNumber } from "@/engine/contract";
import type { Config } from "./config";
import { begin, goOn, toldText } from "./hear-who-answers";

/**
 * The longest that a dial can take before the runtime asks the carrier about it: the longest queue (an hour), ringing, machine
 * detection and the carrier's delays. The runtime's own deadlines for the attempt are much shorter.
 */
const BACKSTOP_SECONDS = 2 * 3600;

export const step: Step<Config> = (config, input, ctx): StepResult => {
  if (input.on === "call_answered") {
    const { answered_by, detected } = input.resume;
    if (config.answering === "person") return begin(detected ?? answered_by, ctx);
    const machine = answered_by === "machine" && config.answering_machine === "detect";
    return { do: "exit", exit: machine ? "machine" : "answered" };
  }
  if (input.on === "input_received") return goOn(config, input.resume, ctx);
  if (input.on === "dial_ended") {
    const { result, error } = input.resume;
    if (result !== "failed") return { do: "exit", exit: result };
    return { do: "fail", code: error?.code ?? "dial_failed", message: error?.message ?? "The call could not be made." };
  }
  return dial(config, ctx);
};

function dial(config: Config, ctx: StepContext): StepResult {
  const number = ctx.variable(config.to_variable);
  const { callee, problem } = ctx.phone(number);
  if (!callee) {
    const warnings = [invalidNumber(config.to_variable, number, problem)];
    return { do: "exit", exit: "invalid_number", call_result: "invalid_number", warnings };
  }
  const { from, ring_seconds, answering, answering_machine, time_zone_variable, if_not_now, while_waiting } = config;
  const zone = time_zone_variable ? String(ctx.variable(time_zone_variable) ?? "").trim() : "";
  const detect_machine = answering !== "person" && answering_machine === "detect";
  // A text that cannot be made is known before anybody is rung.
  const told = answering === "person" ? toldText(config, ctx) : null;
  return {
    do: "wait",
    for: "call",
    seconds: BACKSTOP_SECONDS,
    effects: [
      {
        ...{ effect: "dial", from, ...callee, ring_seconds, detect_machine },
        ...(zone ? { zone } : {}),
        ...(if_not_now === "wait" ? { waits: while_waiting } : {}),
      },
    ],
    ...(told ? { memory: { told: told.text }, warnings: told.warnings } : {}),
  };
}
