import { z } from "zod";
import { executionFilters } from "../execution/schema";

export const FORMATS = ["csv", "ndjson", "json"] as const;
export type ExportFormat = (typeof FORMATS)[number];

/** What of the report an export holds, as it is stored. */
export const exportFilters = executionFilters.extend({
  flow: z.uuid().optional(),
  version: z.uuid().optional(),
  client: z.string().max(100).optional(),
});
export type ExportFilters = z.infer<typeof exportFilters>;

export const exportName = z.string().trim().min(1).max(120);
