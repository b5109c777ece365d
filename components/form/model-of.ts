import type { z } from "zod";
import type { FieldBase, FieldModel } from "./field-model";
import { unwrap } from "./wrapping";

const cache = new WeakMap<z.ZodType, FieldModel>();

/** The schema as the form's fields; cached by schema. */
export function modelOf(schema: z.ZodType): FieldModel {
  const made = cache.get(schema);
  if (made) return made;
  const { schema: inner, ...rest } = unwrap(schema);
  const model = kindOf(inner, { schema, ...rest });
  cache.set(schema, model);
  return model;
}

type Def = {
  type: string;
  entries: Record<string, string | number>;
  values: unknown[];
  shape: Record<string, z.ZodType>;
  element: z.ZodType;
  valueType: z.ZodType;
  options: z.ZodType[];
};

function kindOf(inner: z.ZodType, base: FieldBase): FieldModel {
  const def = inner._zod.def as unknown as Def;
  switch (def.type) {
    case "string":
      return { ...base, kind: "text", min: bound(inner, "minLength") ?? 0, max: bound(inner, "maxLength") };
    case "number":
      return {
        ...base,
        kind: "number",
        integer: (inner as z.ZodNumber).isInt,
        min: bound(inner, "minValue"),
        max: bound(inner, "maxValue"),
      };
    case "boolean":
      return { ...base, kind: "switch" };
    case "enum":
      return { ...base, kind: "choice", values: Object.values(def.entries) };
    case "literal":
      return def.values.length === 1
        ? { ...base, kind: "fixed", value: def.values[0] }
        : { ...base, kind: "choice", values: def.values as string[] };
    case "object":
      return {
        ...base,
        kind: "group",
        fields: Object.entries(def.shape).map(([key, field]) => [key, modelOf(field)]),
      };
    case "array":
      return listOf(inner, base);
    case "record":
      return { ...base, kind: "map", item: modelOf(def.valueType) };
    case "union":
      return unionOf(def.options, base);
    default:
      return { ...base, kind: "unsupported" };
  }
}

function listOf(inner: z.ZodType, base: FieldBase): FieldModel {
  const item = modelOf((inner._zod.def as unknown as Def).element);
  if (item.kind === "choice")
    return { ...base, kind: "set", values: item.values, meta: { ...item.meta, ...base.meta } };
  const { minimum = 0, maximum = null } = lengths(inner);
  return { ...base, kind: "list", item, min: minimum, max: maximum, bare: false };
}

/** A union of an item and an array of it is a list; one of literals is a choice; any other is a choice of members. */
function unionOf(options: z.ZodType[], base: FieldBase): FieldModel {
  const members = options.map(modelOf);
  const [one, many] = members;
  if (members.length === 2 && many?.kind === "list" && many.item === one)
    return { ...many, ...base, meta: { ...many.meta, ...base.meta }, bare: true };
  if (members.every((member) => member.kind === "fixed"))
    return { ...base, kind: "choice", values: members.map((member) => member.value as string) };
  return { ...base, kind: "union", members };
}

/** An array's length limits, which zod keeps only in the checks. */
function lengths(schema: z.ZodType): { minimum?: number; maximum?: number } {
  const checks = (schema._zod.def as unknown as { checks?: { _zod: { def: object } }[] }).checks ?? [];
  return Object.assign({}, ...checks.map((check) => check._zod.def));
}

/** A limit of the schema; null for the limits of safe integers, which zod adds by itself. */
function bound(schema: z.ZodType, side: "minLength" | "maxLength" | "minValue" | "maxValue"): number | null {
  const value = (schema as unknown as Record<string, number | null | undefined>)[side];
  return value === undefined || value === null || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? null : value;
}
