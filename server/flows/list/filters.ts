import { z } from "zod";

export const PAGE_SIZE = 25;

export const SORTS = ["-changed", "changed", "name", "-name", "-interactions", "interactions"] as const;

/** Filters and order of the list of flows. Ignores a value that is not valid, so that any URL shows a list. */
export const flowFilters = z.object({
  /** Words that must all occur in the name or the description. */
  search: z.string().trim().max(200).optional().catch(undefined),
  /** `edited`: published, with changes that are not. */
  status: z.enum(["draft", "published", "edited"]).optional().catch(undefined),
  label: z.string().max(40).optional().catch(undefined),
  sort: z.enum(SORTS).default("-changed").catch("-changed"),
  page: z.number().int().min(1).max(10_000).default(1).catch(1),
  archived: z.boolean().default(false).catch(false),
});
export type FlowFilters = z.infer<typeof flowFilters>;

/** A pattern for `ilike` for each searched word, with `%`, `_` and `\` escaped. */
export function likePatterns(search: string | undefined): string[] {
  const words = (search ?? "").split(/\s+/).filter((word) => word !== "" && !word.includes("\0"));
  return words.slice(0, 10).map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
}
