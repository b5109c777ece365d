import { z } from "zod";

export const PAGE_SIZE = 25;

export const SORTS = ["-changed", "changed", "name", "-name", "-interactions", "interactions"] as const;

/** What the list of flows can be narrowed and ordered by. What makes no sense is left out, so that any address works. */
export const flowFilters = z.object({
  /** Words of the name or the description; all of them. */
  search: z.string().trim().max(200).optional().catch(undefined),
  /** `edited`: published, with changes that are not. */
  status: z.enum(["draft", "published", "edited"]).optional().catch(undefined),
  label: z.string().max(40).optional().catch(undefined),
  sort: z.enum(SORTS).default("-changed").catch("-changed"),
  page: z.number().int().min(1).max(10_000).default(1).catch(1),
  archived: z.boolean().default(false).catch(false),
});
export type FlowFilters = z.infer<typeof flowFilters>;

/** Searched words as patterns for `ilike`, in which `%`, `_` and `\` stand for themselves. */
export function patterns(search: string | undefined): string[] {
  const words = (search ?? "").split(/\s+/).filter((word) => word !== "" && !word.includes("\0"));
  return words.slice(0, 10).map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
}
