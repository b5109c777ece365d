"use client";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

/** The views are repeated here, because the browser may import only types from the server. */
export const VIEWS = ["all", "waiting", "running", "retrying", "dead", "calls", "failed_calls"] as const;
export type View = (typeof VIEWS)[number];

/** The view, the search and the page, kept in the address so that they can be shared. */
export function useJobsPlace() {
  const [{ view, search, page }, set] = useQueryStates(
    {
      view: parseAsStringLiteral(VIEWS).withDefault("all"),
      search: parseAsString.withDefault(""),
      page: parseAsInteger.withDefault(1),
    },
    { history: "push" },
  );
  return {
    ...{ view, search, page },
    /** What the server is asked for; its pages count from 0. */
    input: { search, page: Math.max(0, page - 1) },
    setView: (next: View) => void set({ view: next, page: null }),
    setSearch: (typed: string) => void set({ search: typed || null, page: null }),
    setPage: (next: number) => void set({ page: next }),
    clear: () => void set({ view: null, search: null, page: null }),
  };
}
