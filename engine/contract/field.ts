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
  /** The id of an item of a list, by which its exit is called: made once, never shown and never changed. */
  | "id";

/** What a definition can name and publishing binds to the account's own. */
export type NamedKind = "number" | "prompt" | "connection" | "function" | "calendar" | "ring_group";

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
    /** After the field, such as "seconds". */
    unit?: string | undefined;
    placeholder?: string | undefined;
    /** Lines of a text area; absent: one line. */
    rows?: number | undefined;
    /** Labels of an enum's values. */
    choices?: Readonly<Record<string, string>> | undefined;
    /** The button that adds to a list. */
    add?: string | undefined;
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
