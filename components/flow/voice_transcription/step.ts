import type { Step } from "@/engine/contract";
import { ask } from "@/engine/contract";
import type { Config } from "./definition";

/** The longest time that a caller is listened to. */
const MAX_SECONDS = 60;

export const step: Step<Config> = (config, input, ctx) => {
  const { timeout_seconds, language = ctx.language } = config;
  if (input.on !== "input_received") {
    const how = {
      input: "speech",
      timeout_seconds,
      finish_key: "",
      language,
      max_speech_seconds: MAX_SECONDS,
    } as const;
    return ask(config.message, how, ctx);
  }
  const { speech, error } = input.resume;
  if (error) return { do: "fail", ...error };
  return { do: "exit", exit: speech === "" ? "timeout" : "ok", outputs: { speech } };
};
