"use client";
import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { SearchField } from "@/components/ui/search-field";
import { Select } from "@/components/ui/select";
import type { UsedFilters } from "./use-filters";
import { OUTCOME, STATUS } from "./words";

const PERIODS = [
  { value: "1h", label: "Last hour" },
  { value: "24h", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
];
const STATUSES = Object.entries(STATUS).map(([value, { word }]) => ({ value, label: word }));
const OUTCOMES = Object.entries(OUTCOME).map(([value, label]) => ({ value, label }));

type FilterBarProps = { used: UsedFilters; flows: { id: string; name: string }[] };

export function FilterBar({ used, flows }: FilterBarProps) {
  const { filters, filter, filtered, clear } = used;
  return (
    <search className="flex flex-wrap items-center gap-2" aria-label="Filter interactions">
      <SearchField
        label="Contact number"
        className="w-full sm:w-52"
        value={filters.number ?? ""}
        onChange={(number) => filter({ number: number || null })}
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
        label="Outcome"
        all="Any outcome"
        value={filters.outcome}
        choices={OUTCOMES}
        className={WIDTH}
        onChange={(outcome) => filter({ outcome: outcome as typeof filters.outcome })}
      />
      <Select
        label="Flow"
        all="Any flow"
        value={filters.flow}
        choices={flows.map(({ id, name }) => ({ value: id, label: name }))}
        className={WIDTH}
        onChange={(flow) => filter({ flow })}
      />
      <Select
        label="Time"
        all="Any time"
        value={filters.period}
        choices={PERIODS}
        className={WIDTH}
        onChange={(period) => filter({ period: period as typeof filters.period })}
      />
      {filtered ? (
        <Button look="ghost" onClick={clear}>
          <X aria-hidden /> Clear
        </Button>
      ) : null}
    </search>
  );
}

const WIDTH = "!w-[calc(50%-0.25rem)] sm:!w-40";
