"use client";
import { parseAsArrayOf, parseAsString, useQueryStates } from "nuqs";

const COLUMNS = { columns: parseAsArrayOf(parseAsString) };

/** Which of the variables that admins have chosen a list shows as columns, kept in its address; undefined: all of them. */
export function useColumns() {
  const [{ columns }, set] = useQueryStates(COLUMNS, { history: "push" });
  return {
    columns: columns ?? undefined,
    setColumns: (shown: string[] | null) => void set({ columns: shown }),
  };
}
