import type { Definition } from "@/engine/contract";
import { branchExits } from "@/engine/contract";
import { type Branch, type Config, config } from "./config";

export const definition: Definition<Config> = {
  id: "traffic_splitter",
  label: "Traffic splitter",
  icon: "shuffle",
  group: "logic",
  description:
    "Sends interactions different ways by weight. One interaction takes the same way whenever it comes here. A variable that holds no whole number from 1 to 1,000,000 counts as 0; if all weights are 0, the first enabled branch is taken.",
  config,
  exits: ({ branches }) => branchExits<Partial<Branch>>(branches, (branch) => ({ note: shareOf(branch, branches) })),
  summary: ({ branches = [] }) => [
    branches
      .map((branch, index) => `${branch.name || `Branch ${index + 1}`} ${shareOf(branch, branches)}`)
      .join(", ") || "No branches yet",
  ],
  outputs: [],
  call: "none",
  default_on_error: { do: "end_flow" },
};

/** A branch's share of the traffic in percent, to one decimal; unknown if a variable sets a weight. */
function shareOf(branch: Partial<Branch>, branches: readonly Partial<Branch>[]): string {
  if (branch.enabled === false) return "off";
  const enabled = branches.filter((one) => one.enabled !== false);
  if (branch.weight_variable !== undefined) return "by variable";
  if (enabled.some((one) => one.weight_variable !== undefined)) return `weight ${branch.weight ?? "…"}`;
  const total = enabled.reduce((sum, { weight = 0 }) => sum + weight, 0);
  return total > 0 ? `${(((branch.weight ?? 0) / total) * 100).toFixed(1)} %` : "…";
}
