"use client";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { InteractionFilters } from "@/server/reports/filters";

/** The choices, spelled out here: the browser takes only types from the server. */
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

type Filters = { [key in keyof typeof FILTERS]: InteractionFilters[key] | null };

/** Filters and place in the list, kept in the address so that a view can be shared. */
export function useFilters() {
  const [{ before, after, ...filters }, set] = useQueryStates({ ...FILTERS, ...PLACE }, { history: "push" });
  const asked = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== null)) as InteractionFilters;
  return {
    filters,
    asked,
    place: { ...(before ? { before } : {}), ...(after ? { after } : {}) },
    live: !before && !after,
    filtered: Object.keys(asked).length > 0,
    filter: (change: Partial<Filters>) => void set({ ...change, before: null, after: null }),
    clear: () =>
      void set({ status: null, outcome: null, flow: null, number: null, period: null, before: null, after: null }),
    go: (place: { before?: string; after?: string }) =>
      void set({ before: place.before ?? null, after: place.after ?? null }),
  };
}
export type UsedFilters = ReturnType<typeof useFilters>;
