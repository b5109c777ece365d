"use client";
import { parseAsString, useQueryStates } from "nuqs";
import type { ExecutionFilters } from "@/server/reports/execution/schema";

const FILTERS = { step: parseAsString, exit: parseAsString, component: parseAsString, agent: parseAsString };
/** The row after which the page begins: an interaction's id, a visit, a part. */
const PLACE = { after: parseAsString };

type Place = { interaction: string; visit: number; part: number };

/** Which rows are shown, kept in the address. */
export function useRows() {
  const [{ after, ...values }, set] = useQueryStates({ ...FILTERS, ...PLACE }, { history: "push" });
  const filters = Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as ExecutionFilters;
  return {
    values,
    filters,
    before: placeOf(after),
    filtered: Object.keys(filters).length > 0,
    setFilters: (change: Partial<Record<keyof typeof FILTERS, string | null>>) => void set({ ...change, after: null }),
    clear: () => void set({ step: null, exit: null, component: null, agent: null, after: null }),
    toFirst: () => void set({ after: null }),
    goOn: ({ interaction, visit, part }: Place) => void set({ after: `${interaction}.${visit}.${part}` }),
  };
}

function placeOf(text: string | null): Place | null {
  const [interaction, visit, part] = text?.split(".") ?? [];
  return interaction && visit && part ? { interaction, visit: Number(visit), part: Number(part) } : null;
}
