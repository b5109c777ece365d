import type { z } from "zod";

type Wrapper = { type: string; innerType?: z.ZodType; in?: z.ZodType; defaultValue?: unknown };

const def = (schema: z.ZodType) => schema._zod.def as unknown as Wrapper;
const STANDS_AROUND = new Set(["optional", "nullable", "default", "prefault", "readonly", "nonoptional", "catch"]);

/** What a wrapper (`.optional()`, `.default()`, `.transform()` …) stands around; null where the schema is none. */
function inside(schema: z.ZodType): z.ZodType | null {
  const { type, innerType, in: before } = def(schema);
  if (STANDS_AROUND.has(type)) return innerType ?? null;
  return type === "pipe" ? (before ?? null) : null;
}

/** What decides how a field looks: the schema under its wrappers, and what the wrappers say about it. */
export type Unwrapped = {
  schema: z.ZodType;
  /** A wrapper's meta goes over that of what it wraps. */
  meta: z.core.GlobalMeta;
  optional: boolean;
  /** What an absent value stands for; undefined if nothing does. */
  fallback: unknown;
};

export function unwrap(schema: z.ZodType): Unwrapped {
  const inner = inside(schema);
  const meta = schema.meta() ?? {};
  if (inner === null) return { schema, meta, optional: false, fallback: undefined };
  const under = unwrap(inner);
  const { type, defaultValue } = def(schema);
  return {
    schema: under.schema,
    meta: { ...under.meta, ...meta },
    optional: under.optional || type === "optional" || type === "nullable",
    fallback: type === "default" || type === "prefault" ? defaultValue : under.fallback,
  };
}
