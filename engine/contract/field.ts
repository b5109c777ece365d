import type { z } from "zod";

/** What a text means, where its zod type does not say it. */
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

/** What a definition can name and publishing binds to the account's own. */
export type NamedKind = "number" | "prompt" | "connection" | "function" | "calendar" | "ring_group";

/** What an account has one of, or none, so that no flow names it. */
export type SoleKind = "salesforce";

/** Which keys of the same config name what a field is about: something of the account's, and perhaps a part of it. */
export type FieldOf = { kind: NamedKind; name: string; part?: string };

/**
 * What `.meta()` of a config field can say. The schema is the one source: its form, its check, what it reads and names,
 * and its documentation all come from it. Meta of a wrapper (`.optional()`, `.default()`) goes over that of what it wraps.
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
    /** Lines of a text area; absent: one line. */
    rows?: number | undefined;
    /** Labels of an enum's values. */
    choices?: Readonly<Record<string, string>> | undefined;
    /** The button that adds to a list. */
    add?: string | undefined;
    /** A choice that a new item of a list makes as no other has: this one if it is free, else the next after it. */
    distinct?: string | undefined;
    /** The key of the same config whose list has the item that this text names by its id. */
    items?: string | undefined;
    /** The field of the same group that this one can stand for: one of the two has a value, and a form asks which. */
    instead_of?: string | undefined;
    /** Whether the group's other values ask for this one; absent: always. */
    shown?: ((group: Readonly<Record<string, unknown>>) => boolean) | undefined;
    /** A new item of a list begins with the last one's value. */
    as_before?: true | undefined;
  }
}

/** Meta of a field as a whole: its own over that of what it wraps. */
export function fieldMeta(schema: z.ZodType): z.core.GlobalMeta {
  const inner = unwrapped(schema);
  return { ...(inner === schema ? {} : fieldMeta(inner)), ...schema.meta() };
}

/** What an optional or a default stands around; anything else is itself. */
export function unwrapped(schema: z.ZodType): z.ZodType {
  const { def } = schema._zod as unknown as { def: { type: string; innerType?: z.ZodType } };
  return (def.type === "optional" || def.type === "default" || def.type === "nullable") && def.innerType
    ? def.innerType
    : schema;
}
