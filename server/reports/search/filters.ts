import { z } from "zod";

export const STATUSES = ["running", "completed", "failed", "cancelled", "expired"] as const;
export const OUTCOMES = ["forwarded", "ended", "contact_hung_up", "failed", "cancelled", "expired"] as const;
export const CALL_RESULTS = [
  "answered",
  "invalid_number",
  "busy",
  "no_answer",
  "machine",
  "screened",
  "voicemail",
  "failed",
] as const;
const ANSWERED_BY = ["person", "screened", "voicemail", "nobody"] as const;
const PERIODS = ["1h", "24h", "7d", "30d"] as const;

/** Filters of the list of interactions, of its URL and of its export. Ignores a value that is not valid. */
export const interactionFilters = z.object({
  status: z.enum(STATUSES).optional().catch(undefined),
  outcome: z.enum(OUTCOMES).optional().catch(undefined),
  flow: z.uuid().optional().catch(undefined),
  /** An interaction's id, alone or within an address, or the first or last digits of the contact's number. */
  search: z.string().max(300).optional().catch(undefined),
  period: z.enum(PERIODS).optional().catch(undefined),
  /** When they were started, `until` excluded; ISO 8601. These and what follows are what a report's figures are made of. */
  since: z.iso.datetime().optional().catch(undefined),
  until: z.iso.datetime().optional().catch(undefined),
  version: z.uuid().optional().catch(undefined),
  client: z.string().max(100).optional().catch(undefined),
  result: z.enum(CALL_RESULTS).optional().catch(undefined),
  answeredBy: z.enum(ANSWERED_BY).optional().catch(undefined),
  /** The phone of the contact was rung. */
  rung: z.literal("yes").optional().catch(undefined),
  /** Joined with an agent; hung up before that. */
  joined: z.literal("yes").optional().catch(undefined),
  abandoned: z.literal("yes").optional().catch(undefined),
  error: z.string().max(100).optional().catch(undefined),
  /** A step that was left by an exit, both by their ids. */
  step: z.string().max(100).optional().catch(undefined),
  exit: z.string().max(100).optional().catch(undefined),
});
export type InteractionFilters = z.infer<typeof interactionFilters>;

/** The filters that the API has besides: `from` and `to`, when they were started, `to` excluded; `contact`, the whole number, E.164. */
export type InteractionSearch = InteractionFilters & { from?: Date; to?: Date; contact?: string | undefined };

const HOURS = { "1h": 1, "24h": 24, "7d": 7 * 24, "30d": 30 * 24 } as const;

export function hoursOf(period: (typeof PERIODS)[number] | undefined): number | null {
  return period ? HOURS[period] : null;
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
/** What people write numbers with: digits, a plus, and what parts them. */
const NUMBER = /^[\d\s+()./-]*\d[\d\s+()./-]*$/;

export type SearchMeaning = { id: string } | { digits: string } | "nothing";

/** What is searched for; null where nothing was typed, and "nothing" where the text is neither an id nor digits of a number. */
export function meaningOf(search: string | undefined): SearchMeaning | null {
  const text = search?.trim() ?? "";
  if (text === "") return null;
  const [id] = UUID.exec(text) ?? [];
  if (id) return { id };
  return NUMBER.test(text) ? { digits: text.replace(/\D/g, "") } : "nothing";
}
