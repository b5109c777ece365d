import type { z } from "zod";

/** What every field says about itself, whatever it holds. */
export type FieldBase = {
  /** The schema as written, wrappers included. */
  schema: z.ZodType;
  meta: z.core.GlobalMeta;
  optional: boolean;
  /** What is shown, and meant, where the value is absent. */
  fallback: unknown;
};

export type TextField = FieldBase & { kind: "text"; min: number; max: number | null };
export type NumberField = FieldBase & { kind: "number"; integer: boolean; min: number | null; max: number | null };
export type SwitchField = FieldBase & { kind: "switch" };
export type ChoiceField = FieldBase & { kind: "choice"; values: readonly (string | number)[] };
/** Several values of an enum at once, such as the days of a week. */
export type SetField = FieldBase & { kind: "set"; values: readonly (string | number)[] };
/** Written into every value; nobody chooses it. */
export type FixedField = FieldBase & { kind: "fixed"; value: unknown };
export type GroupField = FieldBase & { kind: "group"; fields: readonly (readonly [string, FieldModel])[] };
export type ListField = FieldBase & {
  kind: "list";
  item: FieldModel;
  min: number;
  max: number | null;
  /** A single item may stand without its list. */
  bare: boolean;
};
/** Keys are the admin's own words. */
export type MapField = FieldBase & { kind: "map"; item: FieldModel };
export type UnionField = FieldBase & { kind: "union"; members: readonly FieldModel[] };
/** Nothing the form knows how to ask for. */
export type UnknownField = FieldBase & { kind: "unsupported" };

/** A schema as a form sees it. */
export type FieldModel =
  | TextField
  | NumberField
  | SwitchField
  | ChoiceField
  | SetField
  | FixedField
  | GroupField
  | ListField
  | MapField
  | UnionField
  | UnknownField;
