"use client";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

/** The choices are repeated here, because the browser may import only types from the server. */
const PERIODS = ["24h", "7d", "30d", "1y"] as const;

const FILTERS = { actor: parseAsString, action: parseAsString, period: parseAsStringLiteral(PERIODS) };
const PLACE = { before: parseAsString, after: parseAsString };
type Values = { actor: string | null; action: string | null; period: (typeof PERIODS)[number] | null };

/** The filters and the page of the log, kept in the address so that a view can be shared. */
export function useAuditFilters() {
  const [{ before, after, actor, action, period }, set] = useQueryStates({ ...FILTERS, ...PLACE }, { history: "push" });
  const input = { ...(actor ? { actor } : {}), ...(action ? { action } : {}), ...(period ? { period } : {}) };
  return {
    values: { actor, action, period } satisfies Values,
    /** What the server is asked for. */
    input,
    place: { ...(before ? { before } : {}), ...(after ? { after } : {}) },
    filtered: Object.keys(input).length > 0,
    setFilters: (change: Partial<Values>) => void set({ ...change, before: null, after: null }),
    clear: () => void set({ actor: null, action: null, period: null, before: null, after: null }),
    setPlace: (to: { before?: string; after?: string }) =>
      void set({ before: to.before ?? null, after: to.after ?? null }),
  };
}
