"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download, ScrollText, SearchX, X } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { TimePager } from "../../../_parts/time-pager";
import { Listing } from "../../_parts/listing";
import { actionWords } from "./action-words";
import { AuditTable } from "./audit-table";
import { useAuditFilters } from "./use-audit-filters";

const PERIODS = [
  { value: "24h", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
  { value: "1y", label: "Last year" },
];
const WIDTH = "!w-[calc(50%-0.25rem)] sm:!w-52";

export function AuditList() {
  const trpc = useTRPC();
  const { filters, asked, place, filtered, filter, clear, go } = useAuditFilters();
  const query = useQuery({
    ...trpc.admin.audit.list.queryOptions({ filters: asked, ...place }),
    placeholderData: keepPreviousData,
  });
  const { actors = [], actions = [] } = query.data ?? {};
  const search = new URLSearchParams(asked).toString();
  return (
    <>
      <PageHeader
        title="Audit log"
        lead="Every change in this account: who made it, when, and what it was before. Nobody can change or delete it."
        actions={
          <Button asChild>
            <a href={`/admin/audit/export.csv${search && `?${search}`}`} download>
              <Download aria-hidden /> Export CSV
            </a>
          </Button>
        }
      />
      <search className="flex flex-wrap items-center gap-2" aria-label="Filter the audit log">
        <Select
          label="Who"
          all="Anybody"
          value={filters.actor}
          choices={withChosen(actors, filters.actor).map((value) => ({ value, label: value }))}
          className={WIDTH}
          onChange={(actor) => filter({ actor })}
        />
        <Select
          label="What"
          all="Any change"
          value={filters.action}
          choices={withChosen(actions, filters.action).map((value) => ({ value, label: actionWords(value) }))}
          className={WIDTH}
          onChange={(action) => filter({ action })}
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
      <Listing what="audit log" query={query}>
        {({ lines }) =>
          lines.length > 0 ? (
            <AuditTable lines={lines} dimmed={query.isPlaceholderData} />
          ) : filtered || place.before || place.after ? (
            <EmptyState icon={SearchX} title="Nothing matches these filters">
              <Button onClick={clear}>Clear filters</Button>
            </EmptyState>
          ) : (
            <EmptyState icon={ScrollText} title="Nothing has been changed yet">
              <p>The first change anybody makes in this account shows here.</p>
            </EmptyState>
          )
        }
      </Listing>
      {query.data ? <TimePager data={query.data} go={go} /> : null}
    </>
  );
}

/** A shared address may name what is not in the log. */
function withChosen(values: string[], chosen: string | null): string[] {
  return chosen && !values.includes(chosen) ? [chosen, ...values] : values;
}
