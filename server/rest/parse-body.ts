import type { z } from "zod";
import { PatchcordError } from "../platform/errors";
import type { JsonObject } from "./json-object";

/** The body as its schema declares it. Throws `invalid_request` with each field that does not fit. */
export function parseBody<T>(schema: z.ZodType<T>, body: JsonObject): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new PatchcordError("invalid_request", "The body does not fit.", {
    fields: parsed.error.issues.map(({ path, message }) => ({ name: path.join("."), description: message })),
  });
}
