"use client";
import { FilterBar, FilterSelect } from "@/components/listing/filter-bar";
import { SearchField } from "@/components/ui/search-field";
import type { FlowFilters } from "./use-flow-filters";

const STATUSES = [
  { value: "published", label: "Published" },
  { value: "edited", label: "With draft edits" },
  { value: "draft", label: "Not published" },
];

export function FlowFilterBar({ filters, labels }: { filters: FlowFilters; labels: string[] }) {
  const { values, setFilters, filtered, clear } = filters;
  const known = values.label && !labels.includes(values.label) ? [values.label, ...labels] : labels;
  return (
    <FilterBar label="Filter flows" filtered={filtered} clear={clear}>
      <SearchField
        label="Search flows"
        placeholder="Name or description"
        className="w-full sm:w-64"
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
        label="Label"
        all="Any label"
        value={values.label}
        choices={known.map((label) => ({ value: label, label }))}
        onChange={(label) => setFilters({ label })}
      />
      <FilterSelect
        label="Archived"
        all="Not archived"
        value={values.archived ? "archived" : null}
        choices={[{ value: "archived", label: "Archived" }]}
        onChange={(archived) => setFilters({ archived: archived ? true : null })}
      />
    </FilterBar>
  );
}
