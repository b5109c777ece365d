"use client";
import { SortHead } from "@/components/listing/sort-head";
import { classNames } from "@/components/ui/class-names";
import { Head, Table } from "@/components/ui/table";
import type { FlowRow } from "./flow/flow";
import { FlowLine } from "./flow-line";
import type { FlowActions } from "./use-flow-actions";
import type { FlowFilters } from "./use-flow-filters";

type FlowTableProps = { rows: FlowRow[]; filters: FlowFilters; actions: FlowActions; dimmed: boolean };

export function FlowTable({ rows, filters: { sort, setSort }, actions, dimmed }: FlowTableProps) {
  return (
    <Table label="Flows" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <SortHead by="name" sort={sort} setSort={setSort}>
            Flow
          </SortHead>
          <Head className="hidden xl:table-cell">Trigger</Head>
          <Head>Status</Head>
          <SortHead by="changed" downFirst sort={sort} setSort={setSort} className="hidden lg:table-cell">
            Last change
          </SortHead>
          <SortHead by="interactions" downFirst sort={sort} setSort={setSort} className="hidden md:table-cell">
            Interactions, 24 h
          </SortHead>
          <Head className="hidden text-right sm:table-cell">Answered</Head>
          <Head className="w-12">
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {rows.map((flow) => (
          <FlowLine key={flow.id} flow={flow} actions={actions} />
        ))}
      </tbody>
    </Table>
  );
}
