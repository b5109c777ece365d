"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Download, ScrollText } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { FilterBar, FilterSelect } from "@/components/listing/filter-bar";
import { Listing } from "@/components/listing/listing";
import { NoMatch } from "@/components/listing/no-match";
import { TimePager } from "@/components/listing/time-pager";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { actionLabel } from "./action-label";
import { AuditTable } from "./audit-table";
import { useAuditFilters } from "./use-audit-filters";

const PERIODS = [
  { value: "24h", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
  { value: "1y", label: "Last year" },
];

export function AuditList() {
  const trpc = useTRPC();
  const { values, input, place, filtered, setFilters, clear, setPlace } = useAuditFilters();
  const query = useQuery({
    ...trpc.admin.audit.list.queryOptions({ filters: input, ...place }),
    placeholderData: keepPreviousData,
  });
  const { actors = [], actions = [] } = query.data ?? {};
  const search = new URLSearchParams(input).toString();
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
      <Listing
        what="audit log"
        query={query}
        filters={
          <FilterBar label="Filter the audit log" filtered={filtered} clear={clear}>
            <FilterSelect
              label="Who"
              all="Anybody"
              value={values.actor}
              choices={withChosen(actors, values.actor).map((value) => ({ value, label: value }))}
              width="wide"
              onChange={(actor) => setFilters({ actor })}
            />
            <FilterSelect
              label="What"
              all="Any change"
              value={values.action}
              choices={withChosen(actions, values.action).map((value) => ({ value, label: actionLabel(value) }))}
              width="wide"
              onChange={(action) => setFilters({ action })}
            />
            <FilterSelect
              label="Time"
              all="Any time"
              value={values.period}
              choices={PERIODS}
              width="wide"
              onChange={(period) => setFilters({ period: period as typeof values.period })}
            />
          </FilterBar>
        }
        table={({ lines }) => (lines.length > 0 ? <AuditTable lines={lines} dimmed={query.isPlaceholderData} /> : null)}
        empty={() => (
          <EmptyState icon={ScrollText} title="Nothing has been changed yet">
            <p>The first change anybody makes in this account shows here.</p>
          </EmptyState>
        )}
        noMatch={
          filtered || place.before || place.after ? (
            <NoMatch title="Nothing matches these filters" clear={clear} />
          ) : null
        }
        pager={(data) => <TimePager data={data} setPlace={setPlace} />}
      />
    </>
  );
}

/** Adds the chosen value if it is not in the list: a shared address may name an actor or an action that the log does not have. */
function withChosen(values: string[], chosen: string | null): string[] {
  return chosen && !values.includes(chosen) ? [chosen, ...values] : values;
}
