"use client";
import { FilterBar, FilterSelect } from "@/components/listing/filter-bar";
import { SearchField } from "@/components/ui/search-field";
import { OUTCOME, STATUS } from "./status-badge";
import type { InteractionListFilters } from "./use-filters";

const PERIODS = [
  { value: "1h", label: "Last hour" },
  { value: "24h", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
];
const STATUSES = Object.entries(STATUS).map(([value, { word }]) => ({ value, label: word }));
const OUTCOMES = Object.entries(OUTCOME).map(([value, label]) => ({ value, label }));

type Props = { filters: InteractionListFilters; flows: { id: string; name: string }[] };

export function InteractionFilterBar({ filters, flows }: Props) {
  const { values, setFilters, filtered, clear } = filters;
  return (
    <FilterBar label="Filter interactions" filtered={filtered} clear={clear}>
      <SearchField
        label="Number or interaction id"
        className="w-full sm:w-60"
        value={values.search ?? ""}
        onChange={(search) => setFilters({ search: search || null })}
      />
      <FilterSelect
        label="Status"
        all="Any status"
        value={values.status}
        choices={STATUSES}
        onChange={(status) => setFilters({ status: status as typeof values.status })}
      />
      <FilterSelect
        label="Outcome"
        all="Any outcome"
        value={values.outcome}
        choices={OUTCOMES}
        onChange={(outcome) => setFilters({ outcome: outcome as typeof values.outcome })}
      />
      <FilterSelect
        label="Flow"
        all="Any flow"
        value={values.flow}
        choices={flows.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(flow) => setFilters({ flow })}
      />
      <FilterSelect
        label="Time"
        all="Any time"
        value={values.period}
        choices={PERIODS}
        onChange={(period) => setFilters({ period: period as typeof values.period })}
      />
    </FilterBar>
  );
}
