import { z } from "zod";
import { storableText } from "../../platform/storable-text";

const HOURS = { "24h": 24, "7d": 7 * 24, "30d": 30 * 24, "1y": 365 * 24 } as const;
const PERIODS = Object.keys(HOURS) as (keyof typeof HOURS)[];

/** Filters of the log, of its URL and of its export. Ignores a value that is not valid. */
export const auditFilters = z.object({
  actor: storableText.max(320).optional().catch(undefined),
  action: storableText.max(64).optional().catch(undefined),
  period: z.enum(PERIODS).optional().catch(undefined),
});
export type AuditFilters = z.infer<typeof auditFilters>;

export function hoursOf(period: AuditFilters["period"]): number | null {
  return period ? HOURS[period] : null;
}
