import { z } from "zod";
import { branchList, branchParts, variableName } from "@/engine/contract";

const OPERATORS = {
  equals: "Equals",
  not_equals: "Does not equal",
  less_than: "Is less than",
  less_or_equal: "Is at most",
  greater_than: "Is greater than",
  greater_or_equal: "Is at least",
  contains: "Contains",
  starts_with: "Starts with",
  ends_with: "Ends with",
  matches: "Matches the pattern",
  is_empty: "Is empty",
  is_not_empty: "Is not empty",
} as const;
type Operator = keyof typeof OPERATORS;

const compares = ({ operator }: Readonly<Record<string, unknown>>) =>
  operator !== "is_empty" && operator !== "is_not_empty";

const condition = z
  .strictObject({
    variable: variableName.meta({ title: "Variable" }),
    operator: z
      .enum(Object.keys(OPERATORS) as [Operator, ...Operator[]])
      .meta({ title: "Operator", choices: OPERATORS }),
    value: z
      .union([z.string().min(1, "must not be empty").max(1000), z.number(), z.boolean()])
      .optional()
      .meta({ title: "Value", is: "literal", shown: compares }),
    value_variable: variableName.optional().meta({ title: "Variable", instead_of: "value", shown: compares }),
    case_sensitive: z.boolean().default(false).meta({ title: "Upper and lower case differ", shown: compares }),
  })
  .superRefine((one, issues) => {
    if (!compares(one)) return;
    if (one.value === undefined && one.value_variable === undefined)
      issues.addIssue({ code: "custom", path: ["value"], message: "must be given, or a variable that holds it" });
    if (one.value !== undefined && one.value_variable !== undefined)
      issues.addIssue({ code: "custom", path: ["value_variable"], message: "must not stand beside a value" });
  })
  .meta({ title: "Condition" });
export type Condition = z.infer<typeof condition>;

const branch = z
  .strictObject({
    ...branchParts,
    match: z
      .enum(["all", "any"])
      .default("all")
      .meta({ title: "Taken if", choices: { all: "All hold", any: "Any holds" } }),
    conditions: z.array(condition).min(1).max(20).meta({ title: "Conditions", add: "Add condition" }),
  })
  .meta({ title: "Branch" });
export type Branch = z.infer<typeof branch>;

export const config = z.strictObject({ branches: branchList(branch, ["no_match"]) });
export type Config = z.infer<typeof config>;
