import type { Json, Values } from "@/engine/contract";
import { emptyMap } from "@/engine/contract";

/** SOQL follows a relation over at most five levels. */
const MAX_DEPTH = 6;
const MAX_VALUES = 1000;

/**
 * A record as flat values: `{Account: {Name}}` is `Account.Name`. What Salesforce adds about a record's type and address is
 * left out, and so are rows within rows.
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
