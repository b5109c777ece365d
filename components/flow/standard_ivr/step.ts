import type { Step } from "@/engine/contract";
import { ask } from "@/engine/contract";
import { type Config, INVALID, TIMEOUT } from "./definition";

export const step: Step<Config> = (config, input, ctx) => {
  const { timeout_seconds, keys, repeat } = config;
  const menu = (said: number) =>
    ask(config.message, { input: "digits", timeout_seconds, max_digits: 1, finish_key: "" }, ctx, { said });
  if (input.on !== "input_received") return menu(1);

  const { digits, error } = input.resume;
  if (error) return { do: "fail", ...error };
  const pressed = keys.find(({ key }) => key === digits);
  if (pressed) return { do: "exit", exit: pressed.id, outputs: { selection: digits, exit_name: pressed.name } };
  const { said } = ctx.memory as { said: number };
  if (said <= repeat) return menu(said + 1);
  const { id, label } = digits === "" ? TIMEOUT : INVALID;
  return { do: "exit", exit: id, outputs: { selection: digits, exit_name: label } };
};
