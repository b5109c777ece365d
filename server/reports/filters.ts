import { z } from "zod";

const STATUSES = ["running", "completed", "failed", "cancelled", "expired"] as const;
const OUTCOMES = ["forwarded", "ended", "contact_hung_up", "failed", "cancelled", "expired"] as const;
const PERIODS = ["1h", "24h", "7d", "30d"] as const;

/** Filters of the list of interactions, of its URL and of its export. Ignores a value that is not valid. */
export const interactionFilters = z.object({
  status: z.enum(STATUSES).optional().catch(undefined),
  outcome: z.enum(OUTCOMES).optional().catch(undefined),
  flow: z.uuid().optional().catch(undefined),
  /** Any part of the contact's number as typed; only its digits count. */
  number: z.string().max(32).optional().catch(undefined),
  period: z.enum(PERIODS).optional().catch(undefined),
});
export type InteractionFilters = z.infer<typeof interactionFilters>;

const HOURS = { "1h": 1, "24h": 24, "7d": 7 * 24, "30d": 30 * 24 } as const;

export function hoursOf(period: (typeof PERIODS)[number] | undefined): number | null {
  return period ? HOURS[period] : null;
}

/** The digits of what was typed; null where there is none. */
export function digitsOf(number: string | undefined): string | null {
  const digits = (number ?? "").replace(/\D/g, "");
  return digits === "" ? null : digits;
}
