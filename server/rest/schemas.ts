import { z } from "zod";

/** What several routes take or answer. */
export const moment = z.iso.datetime();

export const id = (description: string) =>
  z.guid().meta({ description, example: "019ab0c2-5f2e-7c3a-9d41-6a1f0e8b7c55" });

/** The query of a list: `limit` lines, those after `cursor`. */
export const page = {
  limit: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .max(100, "must be at most 100")
    .default(25)
    .meta({ description: "How many at most.", example: 25 }),
  cursor: z
    .guid("must be a cursor of an answer")
    .optional()
    .meta({ description: "`next_cursor` of the page before, for the next one." }),
};

export const nextCursor = z.guid().nullable().meta({
  description: "For the next page; null where there is none. A page may hold fewer than `limit`, or nothing.",
});

/** An answer's `ETag`, for `If-Match` of what is changed as a whole. */
export const marked = (what: string) =>
  z.object({
    ETag: z.string().meta({ description: `Of the ${what}, for \`If-Match\`.`, example: '"5f0c3a1be2d49c77"' }),
  });

/** What each of these routes may answer beside its own errors: those that read, and those that take a body. */
export const READ_ERRORS = ["unauthorized", "insufficient_scope", "rate_limited", "internal", "unavailable"] as const;
export const CHANGE_ERRORS = [
  "invalid_json",
  "invalid_request",
  "request_too_large",
  "unsupported_media_type",
  ...READ_ERRORS,
] as const;

export const NOT_STORED = { headers: { "Cache-Control": "no-store" } };

export const flowDocument = z.record(z.string(), z.unknown()).meta({ description: "The flow, as its file holds it." });
