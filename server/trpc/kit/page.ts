import { z } from "zod";

/** Rows on one page of a list in the studio. */
export const PAGE_SIZE = 50;

/** A list's page, counted from 0. */
export const pageNumber = z.number().int().min(0).max(10_000).default(0);

/** The words that a list is searched for. Characters that no row can hold are left out, since they would find nothing but an error. */
export const searchWords = z
  .string()
  .max(120)
  .default("")
  .transform((text) => text.toWellFormed().replaceAll("\0", ""));
