import type { z } from "zod";

type Wrapper = { type: string; innerType?: z.ZodType; in?: z.ZodType; defaultValue?: unknown };

const def = (schema: z.ZodType) => schema._zod.def as unknown as Wrapper;
const WRAPPERS = new Set(["optional", "nullable", "default", "prefault", "readonly", "nonoptional", "catch"]);

/** The schema inside a wrapper (`.optional()`, `.default()`, `.transform()` …); null if the schema is not a wrapper. */
function inside(schema: z.ZodType): z.ZodType | null {
  const { type, innerType, in: before } = def(schema);
  if (WRAPPERS.has(type)) return innerType ?? null;
  return type === "pipe" ? (before ?? null) : null;
}

/** A schema without its wrappers, and what the wrappers say about it. */
type Unwrapped = {
  schema: z.ZodType;
  /** The meta of outer wrappers overrides that of inner ones. */
  meta: z.core.GlobalMeta;
  optional: boolean;
  /** The default for an absent value; undefined if there is none. */
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
