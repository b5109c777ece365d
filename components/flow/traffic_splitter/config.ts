import { z } from "zod";
import { branchList, branchParts, variableName } from "@/engine/contract";

export const MAX_WEIGHT = 1_000_000;

const branch = z
  .strictObject({
    ...branchParts,
    weight: z.number().int().min(1).max(MAX_WEIGHT).optional().meta({ title: "Weight" }),
    weight_variable: variableName.optional().meta({ title: "Variable", instead_of: "weight" }),
    enabled: z.boolean().default(true).meta({ title: "Enabled" }),
  })
  .superRefine(({ weight, weight_variable: variable }, issues) => {
    if (weight === undefined && variable === undefined)
      issues.addIssue({ code: "custom", path: ["weight"], message: "must be given, or a variable that holds it" });
    if (weight !== undefined && variable !== undefined)
      issues.addIssue({ code: "custom", path: ["weight_variable"], message: "must not stand beside a weight" });
  })
  .meta({ title: "Branch" });
export type Branch = z.infer<typeof branch>;

export const config = z.strictObject({
  branches: branchList(branch, []).refine(
    (list) => list.some(({ enabled }) => enabled),
    "at least one branch must be enabled",
  ),
});
export type Config = z.infer<typeof config>;
