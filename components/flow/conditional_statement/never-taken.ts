import { compare, millionths } from "./compare";
import { compares } from "./condition";
import type { Branch, Condition } from "./config";

/**
 * Why a branch is never taken, as far as that can be known without values; null if it may be taken. A branch is a list of
 * alternatives: each condition alone if any one suffices, otherwise all together as one alternative.
 */
export function neverTaken(branches: readonly Branch[], at: number): string | null {
  const own = branches[at];
  if (!own) return null;
  const ways = waysOf(own);
  const possible = ways.filter((way) => !contradictsItself(way));
  if (possible.length === 0) return "can never match: its conditions contradict each other. Change one of them.";
  const before = branches.slice(0, at).flatMap(waysOf);
  const left = possible.filter((way) => !before.some((earlier) => earlier.every((one) => way.some(isSame(one)))));
  return left.length === 0
    ? "can never match: a branch above it takes everything that would. Move it up, or change its conditions."
    : null;
}

const waysOf = ({ match, conditions }: Branch): Condition[][] =>
  match === "all" ? [conditions] : conditions.map((one) => [one]);

const SEARCHES: ReadonlySet<string> = new Set(["contains", "starts_with", "ends_with", "matches"]);

const isSame = (one: Condition) => (other: Condition) =>
  one.variable === other.variable &&
  one.operator === other.operator &&
  one.value_variable === other.value_variable &&
  one.case_sensitive === other.case_sensitive &&
  (one.value === other.value || String(one.value) === String(other.value));

/** Texts of a config are short; a pattern may be found in any of them. */
const UNCOUNTED = { matches: () => true, contains: (text: string, part: string) => text.includes(part) };

function contradictsItself(way: readonly Condition[]): boolean {
  return way.some((one, index) => way.slice(index + 1).some((other) => exclude(one, other) || exclude(other, one)));
}

/** Whether no value of a variable fulfils both conditions; the first one fixes the value. */
function exclude(one: Condition, other: Condition): boolean {
  if (one.variable !== other.variable) return false;
  if (one.operator === "is_empty")
    return other.operator === "is_not_empty" || (other.operator === "equals" && other.value !== undefined);
  if (one.operator !== "equals" || one.value === undefined || other.value === undefined) return false;
  // Ignoring case, one text matches several; a number is equal however it is written.
  if (other.case_sensitive && !one.case_sensitive) return false;
  const text = String(one.value);
  if (other.operator === "equals") return compare(text, String(other.value), other.case_sensitive) !== 0;
  if (other.operator === "is_not_empty" || other.operator === "matches") return false;
  // Only a comparison of two numbers ignores how they are written.
  const spelled =
    millionths(text) === null || (millionths(String(other.value)) !== null && !SEARCHES.has(other.operator));
  return spelled && !compares(other, text, other.value, UNCOUNTED);
}
