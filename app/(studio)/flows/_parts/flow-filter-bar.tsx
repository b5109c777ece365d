"use client";
import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { SearchField } from "@/components/ui/search-field";
import { Select } from "@/components/ui/select";
import type { UsedFlowFilters } from "./use-flow-filters";

const STATUSES = [
  { value: "published", label: "Published" },
  { value: "edited", label: "With draft edits" },
  { value: "draft", label: "Not published" },
];
const WIDTH = "!w-[calc(50%-0.25rem)] sm:!w-40";

export function FlowFilterBar({ used, labels }: { used: UsedFlowFilters; labels: string[] }) {
  const { filters, filter, filtered, clear } = used;
  const known = filters.label && !labels.includes(filters.label) ? [filters.label, ...labels] : labels;
  return (
    <search className="flex flex-wrap items-center gap-2" aria-label="Filter flows">
      <SearchField
        label="Search flows"
        placeholder="Name or description"
        className="w-full sm:w-64"
        value={filters.search ?? ""}
        onChange={(search) => filter({ search: search || null })}
      />
      <Select
        label="Status"
        all="Any status"
        value={filters.status}
        choices={STATUSES}
        className={WIDTH}
        onChange={(status) => filter({ status: status as typeof filters.status })}
      />
      <Select
        label="Label"
        all="Any label"
        value={filters.label}
        choices={known.map((label) => ({ value: label, label }))}
        className={WIDTH}
        onChange={(label) => filter({ label })}
      />
      <Select
        label="Archived"
        all="Not archived"
        value={filters.archived ? "archived" : null}
        choices={[{ value: "archived", label: "Archived" }]}
        className={WIDTH}
        onChange={(archived) => filter({ archived: archived ? true : null })}
      />
      {filtered ? (
        <Button look="ghost" onClick={clear}>
          <X aria-hidden /> Clear
        </Button>
      ) : null}
    </search>
  );
}
