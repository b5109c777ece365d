import { z } from "zod";

/** False for text that PostgreSQL cannot store: it refuses NUL, and half of a surrogate pair cannot be written as UTF-8. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

/** The places of all texts in a JSON value that are not storable; a key that is not counts as the place below it. */
export function unstorablePaths(value: unknown): string[][] {
  if (typeof value === "string") return isStorable(value) ? [] : [[]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    isStorable(key) ? unstorablePaths(item).map((path) => [key, ...path]) : [[key]],
  );
}

/** What a form says beside a text that is not storable. */
export const NOT_STORABLE = "Take out the characters that cannot be stored.";

/** A form's text that a row is to hold. Every text field of a resource's schema begins with it. */
export const storableText = z.string().refine(isStorable, NOT_STORABLE);
