"use client";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { PERIODS } from "@/app/(studio)/_parts/periods";
import { FilterBar, FilterSelect } from "@/components/listing/filter-bar";
import { TimeZonePicker } from "@/components/time-zone/time-zone-picker";
import { Select } from "@/components/ui/select";
import { OwnPeriod } from "./own-period";
import type { Scoped } from "./use-scope";

const OWN = "own";
const CHOICES = [...PERIODS, { value: OWN, label: "From – to" }];

/** Which period, of whose days, and which interactions a report is about. */
export function ScopeBar({ scoped, children }: { scoped: Scoped; children?: ReactNode }) {
  const trpc = useTRPC();
  const { values, scope, zone, setScope, filtered, clear } = scoped;
  const { data } = useQuery(trpc.reports.choices.queryOptions());
  const isOwn = Boolean(values.from && values.to);
  const versions = (data?.versions ?? []).filter(({ flowId }) => flowId === values.flow);
  return (
    <FilterBar label="What the report is about" filtered={filtered} clear={clear}>
      <Select
        label="Period"
        className="!w-[calc(50%-0.25rem)] sm:!w-36"
        value={isOwn ? OWN : scope.period}
        choices={CHOICES}
        onChange={(period) =>
          period === OWN
            ? setScope(wholeDays())
            : setScope({ period: period as typeof scope.period, from: null, to: null })
        }
      />
      {isOwn ? <OwnPeriod key={`${values.from} ${values.to}`} scoped={scoped} /> : null}
      <TimeZonePicker
        aria-label="Time zone of the days"
        className="!w-[calc(50%-0.25rem)] sm:!w-44"
        value={zone}
        onChange={(chosen) => setScope({ zone: chosen })}
      />
      <FilterSelect
        label="Flow"
        all="Any flow"
        value={values.flow}
        choices={(data?.flows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(flow) => setScope({ flow, version: null })}
      />
      {values.flow ? (
        <FilterSelect
          label="Version"
          all="Any version"
          value={values.version}
          choices={versions.map(({ id, number }) => ({ value: id, label: `v${number}` }))}
          onChange={(version) => setScope({ version })}
        />
      ) : null}
      <FilterSelect
        label="Client or button"
        all="Any client or button"
        width="wide"
        value={values.client}
        choices={[...(data?.clients ?? []), ...(data?.buttons ?? [])].map(({ id, name }) => ({
          value: id,
          label: name,
        }))}
        onChange={(client) => setScope({ client })}
      />
      {children}
    </FilterBar>
  );
}

/** Today from its beginning to its end, as a period of one's own to begin with. */
function wholeDays() {
  const day = (later: number) => {
    const date = new Date(Date.now() + later * 86_400_000);
    const two = (value: number) => String(value).padStart(2, "0");
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T00:00`;
  };
  return { from: day(0), to: day(1) };
}
