"use client";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { SearchField } from "@/components/ui/search-field";
import { Listing, type ListQuery } from "./listing";
import { NoMatch } from "./no-match";
import { Pager } from "./pager";

/** The search and the page of a list, kept in the address. `input` is what the server is asked: its pages count from 0. */
export function useSearchedPage() {
  const [{ search, page }, set] = useQueryStates(
    { search: parseAsString.withDefault(""), page: parseAsInteger.withDefault(1) },
    { history: "push" },
  );
  return {
    search,
    page,
    input: { search, page: Math.max(0, page - 1) },
    setSearch: (typed: string) => void set({ search: typed || null, page: null }),
    setPage: (next: number) => void set({ page: next }),
  };
}

type SearchedListingProps<Data> = {
  /** What is listed, in the singular and the plural: "number", "numbers". */
  one: string;
  many: string;
  /** The fields that the search looks at: "Number or name". */
  searches: string;
  place: ReturnType<typeof useSearchedPage>;
  query: ListQuery<Data>;
  table: (data: Data) => ReactNode | null;
  empty: (data: Data) => ReactNode;
};

/** A list with a search field above and numbered pages below. */
export function SearchedListing<Data extends { size: number; total: number }>({
  one,
  many,
  searches,
  place: { search, page, setSearch, setPage },
  ...list
}: SearchedListingProps<Data>) {
  return (
    <Listing
      what={many}
      {...list}
      filters={
        <search aria-label={`Search ${many}`}>
          <SearchField label={searches} value={search} onChange={setSearch} className="w-full sm:w-72" />
        </search>
      }
      noMatch={
        search || page > 1 ? (
          <NoMatch title={`No ${one} matches`} action={`Show all ${many}`} clear={() => setSearch("")} />
        ) : null
      }
      pager={({ size, total }) => <Pager page={page} size={size} total={total} setPage={setPage} />}
    />
  );
}
