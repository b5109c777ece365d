"use client";
import { classNames } from "@/components/ui/class-names";
import { Head, Table } from "@/components/ui/table";
import type { FlowRow } from "./flow";
import { FlowLine } from "./flow-line";
import { SortHead } from "./sort-head";
import type { FlowActions } from "./use-flow-actions";
import type { UsedFlowFilters } from "./use-flow-filters";

type FlowTableProps = { rows: FlowRow[]; used: UsedFlowFilters; actions: FlowActions; dimmed: boolean };

export function FlowTable({ rows, used, actions, dimmed }: FlowTableProps) {
  return (
    <Table label="Flows" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <SortHead by="name" used={used}>
            Flow
          </SortHead>
          <Head className="hidden xl:table-cell">Trigger</Head>
          <Head>Status</Head>
          <SortHead by="changed" downFirst used={used} className="hidden lg:table-cell">
            Last change
          </SortHead>
          <SortHead by="interactions" downFirst used={used} className="hidden md:table-cell">
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
