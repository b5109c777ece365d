import type { Gather, Step, StepContext } from "@/engine/contract";
import { ask, cutText } from "@/engine/contract";
import type { Config } from "./config";
import { saidIn } from "./words";

type Listening = Omit<Gather, "verb" | "prompt">;

export const step: Step<Config> = (config, input, ctx) => {
  if (input.on !== "input_received") return ask(config.message, listening(config, ctx), ctx);
  const { digits, speech, confidence, error } = input.resume;
  if (error) return { do: "fail", ...error };
  const outputs = { speech, confidence };
  const pressed = config.keys?.find(({ key }) => key === digits)?.phrase;
  if (pressed !== undefined) return { do: "exit", exit: pressed, outputs };
  if (digits === "" && speech === "") return { do: "exit", exit: "timeout", outputs };
  const isSaid = saidIn(speech);
  const said = config.phrases.find(({ keywords }) => keywords.some((word) => isSaid(ctx.render(word))));
  return { do: "exit", exit: said?.id ?? "no_match", outputs };
};

/** The longest hint that is sent to the carrier. */
const HINT_CHARACTERS = 200;

function listening({ phrases, keys = [], timeout_seconds, language }: Config, ctx: StepContext): Listening {
  const hints = phrases
    .flatMap(({ keywords }) => keywords.map((word) => cutText(ctx.render(word).trim(), HINT_CHARACTERS)))
    .filter(Boolean);
  const speech: Listening = {
    ...{ input: "speech", timeout_seconds, finish_key: "" },
    ...{ language: language ?? ctx.language, hints: [...new Set(hints)] },
  };
  return keys.length > 0 ? { ...speech, input: "digits_or_speech", max_digits: 1 } : speech;
}
