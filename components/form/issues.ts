import type { z } from "zod";
import { blankOf } from "./blank";
import type { FieldModel } from "./field-model";
import { memberOf } from "./member-of";
import { modelOf } from "./model-of";
import { wordsFor } from "./wording";

/** What is wrong with a value, by the path of the field it is wrong in (`arguments.0.name`); "" is the value itself. */
export type Issues = ReadonlyMap<string, string>;

/** Checks a value against its schema. In a union, the member that was meant speaks, not all of them. */
export function issuesOf(schema: z.ZodType, value: unknown): Issues {
  const found = new Map<string, string>();
  collect(modelOf(schema), value, [], found);
  return found;
}

function collect(field: FieldModel, value: unknown, at: readonly PropertyKey[], found: Map<string, string>): void {
  const parsed = field.schema.safeParse(value);
  if (parsed.success) return;
  for (const issue of parsed.error.issues) {
    const path = [...at, ...issue.path];
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) add(found, [...path, key], "Is not known here. Remove it.");
      continue;
    }
    const [inner, innerValue] = fieldAt(field, value, issue.path);
    const before = found.size;
    if (issue.code === "invalid_union" && inner)
      for (const [member, part, key] of meant(inner, innerValue)) collect(member, part, [...path, ...key], found);
    if (found.size === before) add(found, path, wordsFor(issue, inner, innerValue));
  }
}

function add(found: Map<string, string>, path: readonly PropertyKey[], message: string): void {
  const key = path.map(String).join(".");
  if (!found.has(key)) found.set(key, message);
}

/**
 * The members that a union's value was meant as, each with its part of the value. Where there is none yet, the form shows
 * the first: what is missing is missing in that.
 */
function meant(field: FieldModel, given: unknown): [FieldModel, unknown, PropertyKey[]][] {
  const value = given === undefined ? blankOf(field) : given;
  if (field.kind === "union") {
    const member = field.members[memberOf(field.members, value)];
    return member ? [[member, value, []]] : [];
  }
  if (field.kind !== "list" || !field.bare) return [];
  return Array.isArray(value) ? value.map((part, index) => [field.item, part, [index]]) : [[field.item, value, []]];
}

/** The field and the value at a path under a field, through the members that were meant. */
export function fieldAt(field: FieldModel, value: unknown, path: readonly PropertyKey[]): [FieldModel | null, unknown] {
  const [key, ...rest] = path;
  if (field.kind === "union" && key !== undefined) {
    const member = field.members[memberOf(field.members, value)];
    return member ? fieldAt(member, value, path) : [null, undefined];
  }
  if (key === undefined) return [field, value];
  const part = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  if (field.kind === "group") {
    const inner = field.fields.find(([name]) => name === key)?.[1];
    return inner ? fieldAt(inner, part, rest) : [null, part];
  }
  if (field.kind === "list" && field.bare && !Array.isArray(value)) return fieldAt(field.item, value, path);
  if (field.kind === "list" || field.kind === "map") return fieldAt(field.item, part, rest);
  return [field, part];
}
