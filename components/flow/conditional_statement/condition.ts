import type { StepContext, Value } from "@/engine/contract";
import { compare } from "./compare";
import type { Condition } from "./config";

type Searches = Pick<StepContext, "matches" | "contains">;
type Asked = Pick<StepContext, "variable"> & Searches;

/** Whether a condition holds. A variable that is not set is less than any value and contains nothing. */
export function holds(condition: Condition, ctx: Asked): boolean {
  const { operator, value_variable: variable } = condition;
  const left = ctx.variable(condition.variable);
  if (operator === "is_empty") return isEmpty(left);
  if (operator === "is_not_empty") return !isEmpty(left);
  const right = variable === undefined ? (condition.value ?? null) : ctx.variable(variable);
  return compares(condition, left, right, ctx);
}

function isEmpty(value: Value): boolean {
  return value === null || value === "";
}

export function compares(
  { operator, case_sensitive: exact }: Pick<Condition, "operator" | "case_sensitive">,
  left: Value,
  right: Value,
  searches: Searches,
): boolean {
  switch (operator) {
    case "equals":
      return compare(left, right, exact) === 0;
    case "not_equals":
      return compare(left, right, exact) !== 0;
    case "less_than":
      return compare(left, right, exact) < 0;
    case "less_or_equal":
      return compare(left, right, exact) <= 0;
    case "greater_than":
      return compare(left, right, exact) > 0;
    case "greater_or_equal":
      return compare(left, right, exact) >= 0;
    default:
      return left !== null && right !== null && isIn(operator, String(left), String(right), exact, searches);
  }
}

function isIn(operator: string, text: string, part: string, exact: boolean, searches: Searches): boolean {
  if (operator === "matches") return searches.matches(part, text, exact);
  const [whole, sought] = exact ? [text, part] : [text.toLowerCase(), part.toLowerCase()];
  if (operator === "starts_with") return whole.startsWith(sought);
  if (operator === "ends_with") return whole.endsWith(sought);
  return searches.contains(whole, sought);
}
