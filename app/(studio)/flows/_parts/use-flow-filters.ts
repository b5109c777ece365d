"use client";
import { parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

const STATUSES = ["published", "edited", "draft"] as const;
/** A sort goes down where it starts with a minus. */
const SORTS = ["name", "-name", "changed", "-changed", "interactions", "-interactions"] as const;
export type Sort = (typeof SORTS)[number];
export const FIRST_SORT: Sort = "-changed";

const FILTERS = {
  search: parseAsString,
  status: parseAsStringLiteral(STATUSES),
  label: parseAsString,
  archived: parseAsBoolean.withDefault(false),
};
const VIEW = {
  sort: parseAsStringLiteral(SORTS).withDefault(FIRST_SORT),
  page: parseAsInteger.withDefault(1),
};
type Filters = {
  search: string | null;
  status: (typeof STATUSES)[number] | null;
  label: string | null;
  archived: boolean | null;
};

/** Filters, order and page of the Flow Manager, kept in the address so that a view can be shared. */
export function useFlowFilters() {
  const [{ sort, page, ...filters }, set] = useQueryStates({ ...FILTERS, ...VIEW }, { history: "push" });
  const { search, status, label, archived } = filters;
  return {
    filters,
    sort,
    page: Math.max(1, page),
    asked: {
      ...(search ? { search } : {}),
      ...(status ? { status } : {}),
      ...(label ? { label } : {}),
      archived,
      sort,
      page: Math.max(1, page),
    },
    filtered: Boolean(search || status || label || archived),
    filter: (change: Partial<Filters>) => void set({ ...change, page: null }),
    clear: () => void set({ search: null, status: null, label: null, archived: null, page: null }),
    sortBy: (next: Sort) => void set({ sort: next, page: null }),
    go: (next: number) => void set({ page: next }),
  };
}
export type UsedFlowFilters = ReturnType<typeof useFlowFilters>;
