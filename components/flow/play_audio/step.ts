import type { Step } from "@/engine/contract";
import { speak } from "@/engine/contract";
import type { Config } from "./definition";

/** After this long without a webhook, the runtime asks the carrier whether the call still exists. */
const WATCHDOG_SECONDS = 300;

export const step: Step<Config> = (config, input, ctx) => {
  if (input.on === "prompt_finished") return { do: "exit", exit: "ok" };
  const { verbs, warnings } = speak(config.message, ctx);
  if (verbs.length === 0) return { do: "exit", exit: "ok", warnings };
  return { do: "wait", for: "prompt", seconds: WATCHDOG_SECONDS, verbs: [...verbs, { verb: "continue" }], warnings };
};
