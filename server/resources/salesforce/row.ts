import type { Json, Values } from "@/engine/contract";
import { emptyMap } from "@/engine/contract";

/** SOQL follows a relation over at most five levels. */
const DEEPEST = 6;
const MOST_VALUES = 1000;

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
  if (typeof record !== "object" || record === null || Array.isArray(record) || depth > DEEPEST) return;
  for (const [key, value] of Object.entries(record as Record<string, Json>)) {
    if (key === "attributes" || Object.keys(values).length >= MOST_VALUES) continue;
    if (typeof value === "object" && value !== null) flatten(value, `${prefix}${key}.`, values, depth + 1);
    else values[prefix + key] = value;
  }
}
