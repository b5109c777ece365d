"use client";
import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

/** The views, spelled out here: the browser takes only types from the server. */
export const VIEWS = ["all", "waiting", "running", "retrying", "dead", "calls", "failed_calls"] as const;
export type View = (typeof VIEWS)[number];

/** The view and the place in it, kept in the address so that it can be shared. */
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
    asked: { search, page: Math.max(0, page - 1) },
    look: (next: View) => void set({ view: next, page: null }),
    find: (typed: string) => void set({ search: typed || null, page: null }),
    go: (next: number) => void set({ page: next }),
    clear: () => void set({ view: null, search: null, page: null }),
  };
}
