import type { Step } from "@/engine/contract";
import { holds } from "./condition";
import type { Config } from "./config";

export const step: Step<Config> = ({ branches }, _input, ctx) => {
  const matching = branches.find(({ match, conditions }) =>
    match === "all" ? conditions.every((one) => holds(one, ctx)) : conditions.some((one) => holds(one, ctx)),
  );
  return { do: "exit", exit: matching?.id ?? "no_match", outputs: { match: matching?.name ?? null } };
};
