import type { Json, Values } from "@/engine/contract";
import { emptyMap } from "@/engine/contract";

/** SOQL follows relations over at most five levels. */
const MAX_DEPTH = 6;
const MAX_VALUES = 1000;

/**
 * A record as flat values: `{Account: {Name}}` becomes `Account.Name`. Leaves out `attributes`, which Salesforce adds to each record,
 * and lists of child records.
 */
export function flatRow(record: unknown): Values {
  const values = emptyMap<Values[string]>();
  flatten(record, "", values, 0);
  return values;
}

function flatten(record: unknown, prefix: string, values: Values, depth: number): void {
  if (typeof record !== "object" || record === null || Array.isArray(record) || depth > MAX_DEPTH) return;
  for (const [key, value] of Object.entries(record as Record<string, Json>)) {
    if (key === "attributes" || Object.keys(values).length >= MAX_VALUES) continue;
    if (typeof value === "object" && value !== null) flatten(value, `${prefix}${key}.`, values, depth + 1);
    else values[prefix + key] = value;
  }
}
