"use client";
import { Search, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { UsedFlowFilters } from "./use-flow-filters";

const TYPING_MS = 300;
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
      <FlowSearch value={filters.search ?? ""} onChange={(search) => filter({ search: search || null })} />
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

/** Searches while typing, a moment after the last key. */
function FlowSearch({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return (
    <div className="relative w-full sm:w-64">
      <Search aria-hidden className="absolute top-2 left-2.5 size-4 text-quiet" />
      <Input
        type="search"
        aria-label="Search flows"
        placeholder="Name or description"
        className="pl-8"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}
