import type { z } from "zod";

/** What every kind of field has. */
export type FieldBase = {
  /** The schema with its wrappers (optional, default, …). */
  schema: z.ZodType;
  meta: z.core.GlobalMeta;
  optional: boolean;
  /** The default that an absent value stands for; undefined if there is none. */
  fallback: unknown;
};

export type TextField = FieldBase & { kind: "text"; min: number; max: number | null };
export type NumberField = FieldBase & { kind: "number"; integer: boolean; min: number | null; max: number | null };
export type SwitchField = FieldBase & { kind: "switch" };
export type ChoiceField = FieldBase & { kind: "choice"; values: readonly (string | number)[] };
/** Several values of an enum at once, such as the days of a week. */
export type SetField = FieldBase & { kind: "set"; values: readonly (string | number)[] };
/** A literal: it is written into every value and not shown. */
export type FixedField = FieldBase & { kind: "fixed"; value: unknown };
export type GroupField = FieldBase & { kind: "group"; fields: readonly (readonly [string, FieldModel])[] };
export type ListField = FieldBase & {
  kind: "list";
  item: FieldModel;
  min: number;
  max: number | null;
  /** The schema also allows a single item without an array. */
  bare: boolean;
};
/** The user chooses the keys. */
export type MapField = FieldBase & { kind: "map"; item: FieldModel };
export type UnionField = FieldBase & { kind: "union"; members: readonly FieldModel[] };
/** A schema that the form has no field for. */
export type UnknownField = FieldBase & { kind: "unsupported" };

/** A schema as the form's fields. */
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
