import type { z } from "zod";

/** The meaning of a text field beyond its zod type. */
export type FieldKind =
  /** The name of a variable whose value is read. */
  | "variable"
  /** The name of a variable that the step gives a value. */
  | "sets_variable"
  /** Liquid; variables are read by name. */
  | "template"
  | "phone_number"
  | "language"
  | "message"
  /** The name of something inside what another key of the config names (`of`): an action of a connection. */
  | "part"
  /** Templates by parameter, for what the thing that other keys name (`of`) takes: see parameters.ts. */
  | "inputs"
  /** An IANA time zone. */
  | "time_zone"
  /** A day, `2026-12-24`. */
  | "date"
  /** A time of day, `09:00`; `24:00` where the schema takes it. */
  | "time"
  /** A text, number or boolean that is written as a text. */
  | "literal"
  /** The id of an item of a list, by which its exit is called: made once, never shown and never changed. */
  | "id";

/** Kinds of resources that a definition names and publishing binds to the account's own. */
export type NamedKind = "number" | "prompt" | "connection" | "function" | "calendar" | "ring_group";

/** Kinds of resources of which an account has one at most, so that flows need no name for it. */
export type SoleKind = "salesforce";

/** Keys of the same config that name the resource a field is about, and perhaps a part of that resource. */
export type FieldOf = { kind: NamedKind; name: string; part?: string };

/**
 * What `.meta()` of a config field can hold. Form, checks, references and documentation are all derived from the schema. Meta
 * of a wrapper (`.optional()`, `.default()`) overrides that of the wrapped schema.
 */
declare module "zod" {
  interface GlobalMeta {
    title?: string | undefined;
    /** Help under the field: one sentence. */
    description?: string | undefined;
    is?: FieldKind | undefined;
    names?: NamedKind | undefined;
    /** For `part` and `inputs`. */
    of?: FieldOf | undefined;
    /** After the field, such as "seconds". */
    unit?: string | undefined;
    placeholder?: string | undefined;
    /** Read-only names that only this template has, with their property: `call.position`. */
    knows?: readonly string[] | undefined;
    /** Lines of a text area; absent: one line. */
    rows?: number | undefined;
    /** Labels of an enum's values. */
    choices?: Readonly<Record<string, string>> | undefined;
    /** The button that adds to a list. */
    add?: string | undefined;
    /** A new item of a list chooses a value that no other item has: this one if it is free, else the next. */
    distinct?: string | undefined;
    /** The key of the same config whose list has the item that this text names by its id. */
    items?: string | undefined;
    /** The field of the same group that this one replaces: only one of the two has a value, and the form asks which. */
    instead_of?: string | undefined;
    /** Whether the form shows this field, given the group's other values; absent: always. */
    shown?: ((group: Readonly<Record<string, unknown>>) => boolean) | undefined;
    /** The key of the same group whose text a new variable is called, unless the admin types another name. */
    named_after?: string | undefined;
    /** A new item of a list starts with the last item's value. */
    as_before?: true | undefined;
  }
}

const metas = new WeakMap<z.ZodType, z.core.GlobalMeta>();

/** Meta of a field as a whole: its own over that of what it wraps. Remembered, since it is asked for each value of each step. */
export function fieldMeta(schema: z.ZodType): z.core.GlobalMeta {
  const known = metas.get(schema);
  if (known) return known;
  const inner = unwrapped(schema);
  const meta = { ...(inner === schema ? {} : fieldMeta(inner)), ...schema.meta() };
  metas.set(schema, meta);
  return meta;
}

/** The schema inside an optional, default or nullable; any other schema as it is. */
export function unwrapped(schema: z.ZodType): z.ZodType {
  const { def } = schema._zod as unknown as { def: { type: string; innerType?: z.ZodType } };
  return (def.type === "optional" || def.type === "default" || def.type === "nullable") && def.innerType
    ? def.innerType
    : schema;
}
