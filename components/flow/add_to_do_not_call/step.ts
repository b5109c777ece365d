import type { Step } from "@/engine/contract";
import { invalidNumber } from "@/engine/contract";
import type { Config } from "./definition";

/** The list is a row of our own database. */
const TIMEOUT_SECONDS = 5;

export const step: Step<Config> = ({ number_variable, reason }, input, ctx) => {
  if (input.on === "timer") return { do: "fail", code: "timeout", message: "The list did not answer in time." };
  if (input.on === "port_answered") {
    const { result } = input.resume;
    return result.ok ? { do: "exit", exit: "added" } : { do: "fail", code: result.code, message: result.message };
  }
  const number = number_variable ? ctx.variable(number_variable) : ctx.call.to;
  const { callee, problem } = ctx.phone(number);
  if (!callee) {
    const warnings = [invalidNumber(number_variable ?? "The call's number", number, problem)];
    return { do: "exit", exit: "not_added", warnings };
  }
  return {
    do: "wait",
    for: "port",
    seconds: TIMEOUT_SECONDS,
    effects: [
      {
        effect: "call_port",
        port: "do_not_call",
        request: { number: callee.to, reason },
        timeout_seconds: TIMEOUT_SECONDS,
      },
    ],
  };
};
