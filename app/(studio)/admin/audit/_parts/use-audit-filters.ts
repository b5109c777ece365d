"use client";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

/** The choices, spelled out here: the browser takes only types from the server. */
const PERIODS = ["24h", "7d", "30d", "1y"] as const;

const FILTERS = { actor: parseAsString, action: parseAsString, period: parseAsStringLiteral(PERIODS) };
const PLACE = { before: parseAsString, after: parseAsString };
type Filters = { actor: string | null; action: string | null; period: (typeof PERIODS)[number] | null };

/** Filters and place in the log, kept in the address so that a view can be shared. */
export function useAuditFilters() {
  const [{ before, after, actor, action, period }, set] = useQueryStates({ ...FILTERS, ...PLACE }, { history: "push" });
  const asked = { ...(actor ? { actor } : {}), ...(action ? { action } : {}), ...(period ? { period } : {}) };
  return {
    filters: { actor, action, period } satisfies Filters,
    asked,
    place: { ...(before ? { before } : {}), ...(after ? { after } : {}) },
    filtered: Object.keys(asked).length > 0,
    filter: (change: Partial<Filters>) => void set({ ...change, before: null, after: null }),
    clear: () => void set({ actor: null, action: null, period: null, before: null, after: null }),
    go: (to: { before?: string; after?: string }) => void set({ before: to.before ?? null, after: to.after ?? null }),
  };
}
