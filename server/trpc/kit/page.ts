import { z } from "zod";

/** Rows on one page of a list in the studio. */
export const PAGE_SIZE = 50;

/** A list's page, counted from 0. */
export const pageNumber = z.number().int().min(0).max(10_000).default(0);
