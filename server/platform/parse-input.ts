import type { z } from "zod";
import { type FieldError, PatchcordError } from "./errors";

/**
 * Parses what a form sent with the area's schema. Throws `invalid_request` that lists every wrong field with its first fault,
 * so that the form can show each fault beside its field.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = new Map<string, FieldError>();
  for (const { path, message } of parsed.error.issues) {
    const name = path.join(".");
    if (!fields.has(name)) fields.set(name, { name, description: message });
  }
  throw new PatchcordError("invalid_request", "Some values are not valid; see the fields.", {
    fields: [...fields.values()],
  });
}

/** The same error for one field that only the database or another system could judge. */
export function wrongField(name: string, description: string, code: "invalid_request" | "conflict" = "conflict") {
  return new PatchcordError(code, description, { fields: [{ name, description }] });
}
