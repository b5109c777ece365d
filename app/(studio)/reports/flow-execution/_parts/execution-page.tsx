"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CalendarClock, ChevronRight, ChevronsLeft, Download, Table2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { FilterSelect } from "@/components/listing/filter-bar";
import { Listing } from "@/components/listing/listing";
import { NoMatch } from "@/components/listing/no-match";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SearchField } from "@/components/ui/search-field";
import { ColumnsButton } from "../../../interactions/_parts/columns/columns-button";
import { useColumns } from "../../../interactions/_parts/columns/use-columns";
import { SavedViews } from "../../_parts/saved-views";
import { ScheduleForm } from "../../_parts/schedules/schedule-form";
import { ScopeBar } from "../../_parts/scope-bar";
import { useScope } from "../../_parts/use-scope";
import { Views } from "../../_parts/views";
import { ExecutionTable } from "./execution-table";
import { ExportDialog } from "./export-dialog";
import { useRows } from "./use-rows";

/** How old the newest rows of a page that stays open may be. */
const AGAIN_MS = 10_000;

/** `mayBuild`: schedule exports; `mayChoose`: choose variables as columns. */
type ExecutionPageProps = { mayBuild: boolean; mayChoose: boolean };

export function ExecutionPage({ mayBuild, mayChoose }: ExecutionPageProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const scoped = useScope();
  const { scope, zone } = scoped;
  const rows = useRows();
  const { columns } = useColumns();
  const [dialog, setDialog] = useState<"export" | "schedule" | null>(null);
  const { flow, version, client } = scope;
  const query = useQuery({
    ...trpc.reports.execution.queryOptions({ scope, filters: rows.filters, variables: columns, before: rows.before }),
    enabled: zone !== null,
    refetchInterval: rows.before ? false : AGAIN_MS,
    placeholderData: keepPreviousData,
  });
  const next = query.data?.next;
  const variables = query.data?.variables ?? [];
  return (
    <>
      <PageHeader
        title="Studio Flow Execution Report"
        lead="A row for each step that an interaction took, and for each agent's leg and attempt; newest first."
        actions={
          <>
            <SavedViews page="flow-execution" />
            <ColumnsButton mayChoose={mayChoose} />
            {mayBuild ? (
              <Button onClick={() => setDialog("schedule")}>
                <CalendarClock aria-hidden /> Schedule…
              </Button>
            ) : null}
            <Button onClick={() => setDialog("export")}>
              <Download aria-hidden /> Export…
            </Button>
          </>
        }
      />
      <Views />
      <Listing
        what="rows"
        query={query}
        skeleton="dense"
        filters={
          <ScopeBar scoped={scoped}>
            <RowFilters rows={rows} flow={scope.flow} />
          </ScopeBar>
        }
        table={({ rows: lines }) =>
          lines.length > 0 ? <ExecutionTable rows={lines} dimmed={query.isPlaceholderData} /> : null
        }
        empty={() => (
          <EmptyState icon={Table2} title="No interaction took a step in this period">
            <p>Choose another period, or another flow.</p>
          </EmptyState>
        )}
        noMatch={
          rows.filtered || rows.before ? (
            <NoMatch
              title="Nothing matches these filters"
              text="Take one away, or clear them all."
              clear={rows.clear}
            />
          ) : null
        }
        pager={() =>
          next || rows.before ? (
            <nav aria-label="Pages" className="flex items-center justify-end gap-2">
              <Button look="ghost" disabled={!rows.before} onClick={rows.toFirst}>
                <ChevronsLeft aria-hidden /> Newest
              </Button>
              <Button disabled={!next} onClick={() => next && rows.goOn(next)}>
                Older <ChevronRight aria-hidden />
              </Button>
            </nav>
          ) : null
        }
      />
      {dialog === "export" ? (
        <ExportDialog scope={scope} filters={rows.filters} variables={variables} close={() => setDialog(null)} />
      ) : null}
      {dialog === "schedule" ? (
        <ScheduleForm
          of={{ filters: { ...rows.filters, flow, version, client }, variables, timeZone: scope.zone }}
          close={() => setDialog(null)}
          added={() => router.push("/reports/exports")}
        />
      ) : null}
    </>
  );
}

function RowFilters({ rows, flow }: { rows: ReturnType<typeof useRows>; flow: string | undefined }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.reports.names.queryOptions(flow ? { flow } : {}));
  const { values, setFilters } = rows;
  // What a link or a view asks for is shown, also where no version has a step of that name any more.
  const choices = (names: string[] | undefined, chosen: string | null) =>
    [...new Set([...(names ?? []), ...(chosen ? [chosen] : [])])].map((name) => ({ value: name, label: name }));
  return (
    <>
      <FilterSelect
        label="Step"
        all="Any step"
        value={values.step}
        choices={choices(data?.steps, values.step)}
        onChange={(step) => setFilters({ step })}
      />
      <FilterSelect
        label="Exit"
        all="Any exit"
        value={values.exit}
        choices={choices(data?.exits, values.exit)}
        onChange={(exit) => setFilters({ exit })}
      />
      <FilterSelect
        label="Component"
        all="Any component"
        value={values.component}
        choices={choices(data?.components, values.component)}
        onChange={(component) => setFilters({ component })}
      />
      <SearchField
        label="Agent's whole number"
        className="w-full sm:w-48"
        value={values.agent ?? ""}
        onChange={(agent) => setFilters({ agent: agent || null })}
      />
    </>
  );
}
