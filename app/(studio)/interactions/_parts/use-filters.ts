"use client";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { InteractionFilters } from "@/server/reports/filters";

/** The choices are repeated here, because the browser may import only types from the server; the types keep both lists equal. */
const STATUSES = ["running", "completed", "failed", "cancelled", "expired"] as const;
const OUTCOMES = ["forwarded", "ended", "contact_hung_up", "failed", "cancelled", "expired"] as const;
const PERIODS = ["1h", "24h", "7d", "30d"] as const;

const FILTERS = {
  status: parseAsStringLiteral(STATUSES),
  outcome: parseAsStringLiteral(OUTCOMES),
  flow: parseAsString,
  number: parseAsString,
  period: parseAsStringLiteral(PERIODS),
};
const PLACE = { before: parseAsString, after: parseAsString };

type Values = { [key in keyof typeof FILTERS]: InteractionFilters[key] | null };

/** The filters and the page of the list, kept in the address so that a view can be shared. */
export function useFilters() {
  const [{ before, after, ...values }, set] = useQueryStates({ ...FILTERS, ...PLACE }, { history: "push" });
  const input = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as InteractionFilters;
  return {
    values,
    /** What the server is asked for. */
    input,
    place: { ...(before ? { before } : {}), ...(after ? { after } : {}) },
    live: !before && !after,
    filtered: Object.keys(input).length > 0,
    setFilters: (change: Partial<Values>) => void set({ ...change, before: null, after: null }),
    clear: () =>
      void set({ status: null, outcome: null, flow: null, number: null, period: null, before: null, after: null }),
    setPlace: (place: { before?: string; after?: string }) =>
      void set({ before: place.before ?? null, after: place.after ?? null }),
  };
}
export type InteractionListFilters = ReturnType<typeof useFilters>;
