import type { CheckFacts, Finding } from "@/engine/contract";
import { millionths } from "./compare";
import type { Branch, Condition } from "./config";
import { neverTaken } from "./never-taken";

/** Finds conditions on values that cannot be compared, invalid patterns, and branches that are never taken. */
export function check(branches: readonly Branch[], facts: CheckFacts): Finding[] {
  const findings = branches.flatMap((branch, at) =>
    branch.conditions.flatMap((condition, index) => {
      const field = ["branches", String(at), "conditions", String(index)];
      return [...patternFindings(condition, facts, field), ...typeFindings(condition, facts, field)];
    }),
  );
  const lost = branches.flatMap(({ name }, at): Finding[] => {
    const why = neverTaken(branches, at);
    if (!why) return [];
    const field = ["branches", String(at)];
    return [{ severity: "warning", code: "branch_never_matches", message: `its branch ${name} ${why}`, field }];
  });
  return [...findings, ...lost];
}

function patternFindings({ operator, value }: Condition, facts: CheckFacts, field: string[]): Finding[] {
  const fault = operator === "matches" && value !== undefined ? facts.patternFault(String(value)) : null;
  if (fault === null) return [];
  const message = `correct the pattern ${value}: ${fault}.`;
  return [{ severity: "error", code: "pattern_invalid", message, field: [...field, "value"] }];
}

const TYPES = { string: "a text", number: "a number", boolean: "yes or no (true or false)" } as const;
const ORDERS: readonly string[] = ["less_than", "less_or_equal", "greater_than", "greater_or_equal"];
const COMPARES: readonly string[] = ["equals", "not_equals", ...ORDERS];
const EMPTINESS: readonly string[] = ["is_empty", "is_not_empty"];

function typeFindings(condition: Condition, { variableType }: CheckFacts, field: string[]): Finding[] {
  const { variable, operator, value, value_variable: other } = condition;
  const mismatch = (message: string, at: string): Finding[] => [
    { severity: "error", code: "type_mismatch", message, field: [...field, at] },
  ];
  const type = variableType(variable);
  if (type === undefined || EMPTINESS.includes(operator)) return [];
  if (type === "boolean" && operator !== "equals" && operator !== "not_equals")
    return mismatch(`${variable} is ${TYPES.boolean}. Compare it with Equals or Does not equal.`, "operator");
  if (!COMPARES.includes(operator)) return [];
  if (other !== undefined) {
    const second = variableType(other);
    if (second === undefined || second === type || type === "string" || second === "string") return [];
    return mismatch(
      `${variable} is ${TYPES[type]}, but ${other} is ${TYPES[second]}. Compare variables of one type.`,
      "value_variable",
    );
  }
  const text = String(value);
  if (type === "boolean" && !["true", "false"].includes(text.toLowerCase()))
    return mismatch(`${variable} is ${TYPES.boolean}. Compare it with true or false, not with ${text}.`, "value");
  if (type === "number" && millionths(text) === null)
    return mismatch(`${variable} is a number. Compare it with a plain number such as 12.5, not with ${text}.`, "value");
  return [];
}
