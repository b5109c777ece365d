import type { Step, StepResult } from "@/engine/contract";
import { invalidNumber } from "@/engine/contract";
import type { Config } from "./definition";

/**
 * The longest that a dial can take before the runtime asks the carrier about it: the longest queue (an hour), ringing, machine
 * detection and the carrier's delays. The runtime's own deadlines for the attempt are much shorter.
 */
const BACKSTOP_SECONDS = 2 * 3600;

export const step: Step<Config> = (config, input, ctx): StepResult => {
  if (input.on === "call_answered") {
    const machine = input.resume.answered_by === "machine" && config.answering_machine === "detect";
    return { do: "exit", exit: machine ? "machine" : "answered" };
  }
  if (input.on === "dial_ended") {
    const { result, error } = input.resume;
    if (result !== "failed") return { do: "exit", exit: result };
    return { do: "fail", code: error?.code ?? "dial_failed", message: error?.message ?? "The call could not be made." };
  }
  const number = ctx.variable(config.to_variable);
  const { callee, problem } = ctx.phone(number);
  if (!callee) {
    const warnings = [invalidNumber(config.to_variable, number, problem)];
    return { do: "exit", exit: "invalid_number", call_result: "invalid_number", warnings };
  }
  const { from, ring_seconds, answering_machine } = config;
  return {
    do: "wait",
    for: "call",
    seconds: BACKSTOP_SECONDS,
    effects: [{ effect: "dial", from, ...callee, ring_seconds, detect_machine: answering_machine === "detect" }],
  };
};
