"use client";
import { parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

const STATUSES = ["published", "edited", "draft"] as const;
/** A minus in front sorts downwards. */
const SORTS = ["name", "-name", "changed", "-changed", "interactions", "-interactions"] as const;
type Sort = (typeof SORTS)[number];
const FIRST_SORT: Sort = "-changed";

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
type Values = {
  search: string | null;
  status: (typeof STATUSES)[number] | null;
  label: string | null;
  archived: boolean | null;
};

/** The filters, the order and the page of the flow list, kept in the address so that a view can be shared. */
export function useFlowFilters() {
  const [{ sort, page, ...values }, set] = useQueryStates({ ...FILTERS, ...VIEW }, { history: "push" });
  const { search, status, label, archived } = values;
  return {
    values,
    sort,
    page: Math.max(1, page),
    /** What the server is asked for. */
    input: {
      ...(search ? { search } : {}),
      ...(status ? { status } : {}),
      ...(label ? { label } : {}),
      archived,
      sort,
      page: Math.max(1, page),
    },
    filtered: Boolean(search || status || label || archived),
    setFilters: (change: Partial<Values>) => void set({ ...change, page: null }),
    clear: () => void set({ search: null, status: null, label: null, archived: null, page: null }),
    setSort: (next: Sort) => void set({ sort: next, page: null }),
    setPage: (next: number) => void set({ page: next }),
  };
}
export type FlowFilters = ReturnType<typeof useFlowFilters>;
