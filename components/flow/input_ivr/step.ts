import type { Step } from "@/engine/contract";
import { ask } from "@/engine/contract";
import type { Config } from "./definition";

export const step: Step<Config> = (config, input, ctx) => {
  const { max_digits, min_digits = 1, finish_key, timeout_seconds } = config;
  if (input.on !== "input_received") {
    const full = max_digits === undefined ? {} : { max_digits };
    const finish = finish_key === "none" ? "" : finish_key;
    return ask(config.message, { input: "digits", timeout_seconds, finish_key: finish, ...full }, ctx);
  }
  const { digits, finished_on_key: finished, error } = input.resume;
  if (error) return { do: "fail", ...error };
  // If the carrier does not report what ended the entry, a full number of digits did.
  const complete = digits.length === max_digits || (finish_key !== "none" && (finished ?? true));
  const exit = complete && digits.length >= min_digits ? "ok" : "timeout";
  return { do: "exit", exit, outputs: { digits } };
};
