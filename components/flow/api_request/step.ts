import type { Step } from "@/engine/contract";
import type { Config } from "./definition";

export const step: Step<Config> = (config, input, ctx) => {
  const started = input.resume;
  if (started?.kind !== "started")
    return { do: "fail", code: "not_started", message: "The trigger can only run when an interaction starts." };
  for (const { name, variable } of config.arguments) ctx.set(variable, started.arguments[name] ?? null);
  if (config.interaction_id_variable) ctx.set(config.interaction_id_variable, started.interaction_id);
  return { do: "exit", exit: "ok" };
};
