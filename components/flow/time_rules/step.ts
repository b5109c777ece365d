import type { Step } from "@/engine/contract";
import type { Config } from "./config";
import { isWithin } from "./within";

export const step: Step<Config> = ({ branches }, _input, ctx) => {
  const matching = branches.find(({ timezone, ranges }) => {
    const local = ctx.local(timezone);
    return ranges.some((range) => isWithin(range, local));
  });
  return { do: "exit", exit: matching?.id ?? "no_match", outputs: { match: matching?.name ?? null } };
};
