import type { z } from "zod";
import { blankOf } from "./blank";
import type { FieldModel } from "./field-model";
import { memberOf } from "./member-of";
import { modelOf } from "./model-of";
import { textFor } from "./wording";

/** Error texts by the path of their field (`arguments.0.name`); "" is the value itself. */
type Issues = ReadonlyMap<string, string>;

/** Checks a value against its schema. For a union, reports the errors of the member that was meant, not of all members. */
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
      for (const [member, part, key] of meantMembers(inner, innerValue))
        collect(member, part, [...path, ...key], found);
    if (found.size === before) add(found, path, textFor(issue, inner, innerValue));
  }
}

function add(found: Map<string, string>, path: readonly PropertyKey[], message: string): void {
  const key = path.map(String).join(".");
  if (!found.has(key)) found.set(key, message);
}

/**
 * The union members that a value was meant as, each with its part of the value. For an absent value it is the first member,
 * which the form shows.
 */
function meantMembers(field: FieldModel, given: unknown): [FieldModel, unknown, PropertyKey[]][] {
  const value = given === undefined ? blankOf(field) : given;
  if (field.kind === "union") {
    const member = field.members[memberOf(field.members, value)];
    return member ? [[member, value, []]] : [];
  }
  if (field.kind !== "list" || !field.bare) return [];
  return Array.isArray(value) ? value.map((part, index) => [field.item, part, [index]]) : [[field.item, value, []]];
}

/** The field and the value at a path below a field; in unions it follows the member that was meant. */
function fieldAt(field: FieldModel, value: unknown, path: readonly PropertyKey[]): [FieldModel | null, unknown] {
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
