"use client";
import { SearchX } from "lucide-react";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchField } from "@/components/ui/search-field";
import { Pager } from "../../_parts/pager";
import { Listing } from "./listing";

/** What is looked for and which page is shown, kept in the address; `input` is how the server is asked for it. */
export function useSearchedPage() {
  const [{ search, page }, place] = useQueryStates(
    { search: parseAsString.withDefault(""), page: parseAsInteger.withDefault(1) },
    { history: "push" },
  );
  return {
    search,
    page,
    input: { search, page: Math.max(0, page - 1) },
    find: (typed: string) => void place({ search: typed || null, page: null }),
    go: (next: number) => void place({ page: next }),
  };
}

type SearchedListingProps<Data> = {
  /** Singular and plural: "number", "numbers". */
  one: string;
  many: string;
  /** What the search looks at: "Number or name". */
  searches: string;
  place: ReturnType<typeof useSearchedPage>;
  query: { data: Data | undefined; error: { message: string } | null; refetch: () => unknown };
  /** The rows that were found; null: there are none. */
  table: (data: Data) => ReactNode | null;
  /** In place of the table while the account has none at all. */
  empty: (data: Data) => ReactNode;
};

/** A list that is searched and read by pages. */
export function SearchedListing<Data extends { size: number; total: number }>({
  one,
  many,
  searches,
  place: { search, page, find, go },
  query,
  table,
  empty,
}: SearchedListingProps<Data>) {
  const nothingFound = (
    <EmptyState icon={SearchX} title={`No ${one} matches`}>
      <Button onClick={() => find("")}>Show all {many}</Button>
    </EmptyState>
  );
  return (
    <>
      <search aria-label={`Search ${many}`}>
        <SearchField label={searches} value={search} onChange={find} className="w-full sm:w-72" />
      </search>
      <Listing what={many} query={query}>
        {(data) => table(data) ?? (search || page > 1 ? nothingFound : empty(data))}
      </Listing>
      {query.data ? <Pager page={page} size={query.data.size} total={query.data.total} go={go} /> : null}
    </>
  );
}
