import type { Forward, Step, StepResult } from "@/engine/contract";
import { invalidNumber, speak } from "@/engine/contract";
import type { Config } from "./config";
import { forwardToGroup } from "./ring-group";

/** How long after the ring limit the runtime waits for a webhook before it asks the carrier; a long talk restarts this. */
const WATCHDOG_SECONDS = 120;

export const step: Step<Config> = (config, input, ctx): StepResult => {
  const { to } = config;
  if ("ring_group" in to) return forwardToGroup(config, to, input, ctx);
  if (input.on === "forward_ended") {
    const { result, contact_live, error } = input.resume;
    if (result === "answered") return { do: "exit", exit: contact_live ? "finished" : "ok" };
    if (result !== "failed") return { do: "exit", exit: result };
    return {
      do: "fail",
      code: error?.code ?? "forward_failed",
      message: error?.message ?? "The call could not be forwarded.",
    };
  }
  const [name, number] = "number" in to ? ["The agent's number", to.number] : [to.variable, ctx.variable(to.variable)];
  const { callee, problem } = ctx.phone(number);
  if (!callee) return { do: "exit", exit: "invalid_number", warnings: [invalidNumber(name, number, problem)] };
  const caller_id = config.caller_id === "contact" ? ctx.call.to : ctx.call.from;
  if (caller_id === null) return { do: "fail", code: "no_call", message: "There is no call to forward." };
  const { ring_seconds, accept_key } = config;
  const { verbs: whisper, warnings } = config.whisper ? speak(config.whisper, ctx) : { verbs: [], warnings: [] };
  const forward: Forward = {
    ...{ verb: "forward", ...callee, caller_id, ring_seconds },
    ...(whisper.length > 0 ? { whisper } : {}),
    ...(accept_key === undefined ? {} : { accept_key }),
  };
  return { do: "wait", for: "forward", seconds: ring_seconds + WATCHDOG_SECONDS, verbs: [forward], warnings };
};
