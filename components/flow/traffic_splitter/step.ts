import type { Step, StepContext } from "@/engine/contract";
import { type Branch, type Config, MAX_WEIGHT } from "./config";

export const step: Step<Config> = ({ branches }, _input, ctx) => {
  const enabled = branches.filter((branch) => branch.enabled !== false);
  const weights = enabled.map((branch) => weightOf(branch, ctx));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) {
    const [first] = enabled;
    if (!first) return { do: "fail", code: "no_branch", message: "No branch of the traffic splitter is enabled." };
    const message = `No branch has a weight, so ${first.name} was taken. Check the variables that hold the weights.`;
    return { do: "exit", exit: first.id, warnings: [{ code: "weights_all_zero", message }] };
  }
  let left = ctx.draw(total);
  const at = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return { do: "exit", exit: enabled[at]?.id ?? "" };
};

/** A text of digits counts as its number; anything else that is not a positive whole number counts as 0. */
function weightOf({ weight, weight_variable: variable }: Branch, ctx: Pick<StepContext, "variable">): number {
  if (variable === undefined) return weight ?? 0;
  const text = String(ctx.variable(variable) ?? "").trim();
  const number = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  return number <= MAX_WEIGHT ? number : 0;
}
