"use client";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { InteractionFilters } from "@/server/reports/search/filters";

/** The choices are repeated here, because the browser may import only types from the server; the types keep both lists equal. */
const STATUSES = ["running", "completed", "failed", "cancelled", "expired"] as const;
const OUTCOMES = ["forwarded", "ended", "contact_hung_up", "failed", "cancelled", "expired"] as const;
const CALL_RESULTS = [
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

const FILTERS = {
  status: parseAsStringLiteral(STATUSES),
  outcome: parseAsStringLiteral(OUTCOMES),
  flow: parseAsString,
  search: parseAsString,
  period: parseAsStringLiteral(PERIODS),
};
/** What a report's figure narrows the list to. */
const FIGURE = {
  since: parseAsString,
  until: parseAsString,
  version: parseAsString,
  client: parseAsString,
  result: parseAsStringLiteral(CALL_RESULTS),
  answeredBy: parseAsStringLiteral(ANSWERED_BY),
  rung: parseAsStringLiteral(["yes"] as const),
  joined: parseAsStringLiteral(["yes"] as const),
  abandoned: parseAsStringLiteral(["yes"] as const),
  error: parseAsString,
  step: parseAsString,
  exit: parseAsString,
};
const PLACE = { before: parseAsString, after: parseAsString };

const ALL = { ...FILTERS, ...FIGURE };
type Values = { [key in keyof typeof ALL]: InteractionFilters[key] | null };
const NONE = Object.fromEntries(Object.keys(ALL).map((name) => [name, null])) as { [key in keyof typeof ALL]: null };

/** The filters and the page of the list, kept in the address so that a view can be shared. */
export function useFilters() {
  const [{ before, after, ...values }, set] = useQueryStates({ ...ALL, ...PLACE }, { history: "push" });
  const input = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as InteractionFilters;
  return {
    values,
    /** What the server is asked for. */
    input,
    place: { ...(before ? { before } : {}), ...(after ? { after } : {}) },
    live: !before && !after,
    filtered: Object.keys(input).length > 0,
    setFilters: (change: Partial<Values>) => void set({ ...change, before: null, after: null }),
    clear: () => void set({ ...NONE, before: null, after: null }),
    setPlace: (place: { before?: string; after?: string }) =>
      void set({ before: place.before ?? null, after: place.after ?? null }),
  };
}
export type InteractionListFilters = ReturnType<typeof useFilters>;
