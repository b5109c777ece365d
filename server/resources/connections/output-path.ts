import { query } from "jsonpath-rfc9535";

const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;

/**
 * What is wrong with a JSONPath (RFC 9535); null if nothing is. Refuses what takes longer than once through a service's answer,
 * since the query runs in a process that all accounts share.
 */
export function pathFault(path: string): string | null {
  try {
    query({}, path);
  } catch {
    return "This is no JSONPath. Begin with $, such as $.order.status.";
  }
  const bare = path.replace(QUOTED, "");
  if (/\b(match|search)\s*\(/.test(bare)) return "match() and search() cannot be used here. Compare with == instead.";
  if (bare.split("..").length > 2) return "Use .. once only.";
  // Each item of a filter would go through the whole answer again.
  if (bare.split("$").length > 2) return "Use $ once only. In a filter, @ is the item.";
  // Lists behind lists multiply, and only the first value is taken.
  return bare.includes(",") ? "Name one place only: an output has one value. Remove what follows the comma." : null;
}

/** How often a path goes through an answer, in steps of some 0.2 microseconds a value. */
export function stepsOf(path: string): number {
  const bare = path.replace(QUOTED, "");
  if (bare.includes("..")) return 5;
  return /[*?:]/.test(bare) ? 1 : 0;
}
