export type ChangedValue = { name: string; before: string | null; after: string | null };

/** The values that differ, as text; null if a side does not have the value. */
export function changedValues(before: unknown, after: unknown): ChangedValue[] {
  const was = valuesOf(before);
  const is = valuesOf(after);
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return names
    .map((name) => ({ name, before: textOf(was[name]), after: textOf(is[name]) }))
    .filter((value) => value.before !== value.after);
}

/** A side that is not an object counts as one value. */
function valuesOf(side: unknown): Record<string, unknown> {
  if (side === null || side === undefined) return {};
  return typeof side === "object" && !Array.isArray(side) ? (side as Record<string, unknown>) : { value: side };
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join(", ");
  return typeof value === "string" ? value : JSON.stringify(value, null, 1).replace(/\n\s*/g, " ");
}
