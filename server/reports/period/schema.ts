import { z } from "zod";
import { canonicalZone } from "@/engine/time-zones";

export const PRESETS = ["today", "yesterday", "7d", "30d", "90d"] as const;
export type Preset = (typeof PRESETS)[number];

/** A moment as somebody writes it who is in the zone, to the minute. */
const localMoment = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/);

/** What a report is about. Whole days of a zone, or from one moment there to another; and which interactions. Ignores a value that is not valid. */
export const reportScope = z.object({
  period: z.enum(PRESETS).default("7d").catch("7d"),
  /** Both: a period of one's own, in place of `period`; `to` excluded. */
  from: localMoment.optional().catch(undefined),
  to: localMoment.optional().catch(undefined),
  zone: z
    .string()
    .max(60)
    .transform((zone) => canonicalZone(zone) ?? "UTC")
    .default("UTC")
    .catch("UTC"),
  flow: z.uuid().optional().catch(undefined),
  version: z.uuid().optional().catch(undefined),
  /** An API client's id, or `button.` and a button's. */
  client: z.string().max(100).optional().catch(undefined),
});
export type ReportScope = z.infer<typeof reportScope>;

/** What a report was asked to be about: by a zone's wall clock, or between two moments. */
export type AskedScope = ReportScope & { between?: { from: Date; to: Date } };
