"use client";
import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { ListingSkeleton } from "@/components/listing/listing-skeleton";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Panel } from "@/components/ui/panel";
import type { Dialog, Schedule } from "../../_parts/schedules/schedule";
import { ScheduleForm } from "../../_parts/schedules/schedule-form";
import { RemoveSchedule } from "./remove-schedule";
import { ScheduleTable } from "./schedule-table";

/** As soon as a turn's file is ready it is shown. */
const FOLLOW_MS = 2000;
const REFRESH_MS = 30_000;

const isUnderWay = ({ last }: Schedule) => last?.state === "running" || last?.mail === "waiting";

/** What is exported again and again: its next turn, and what came of the last one. */
export function SchedulesPanel({ mayBuild }: { mayBuild: boolean }) {
  const trpc = useTRPC();
  const [dialog, openDialog] = useState<Dialog | null>(null);
  const { data, error, refetch } = useQuery({
    ...trpc.reports.schedules.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.schedules.some(isUnderWay) ? FOLLOW_MS : REFRESH_MS),
  });
  const close = () => openDialog(null);
  return (
    <>
      <Panel title="Schedules" flush>
        {data ? (
          data.schedules.length > 0 ? (
            <ScheduleTable schedules={data.schedules} mayBuild={mayBuild} openDialog={openDialog} />
          ) : (
            <EmptyState icon={CalendarClock} title="Nothing is exported on a schedule">
              <p>
                {mayBuild
                  ? "Open Flow execution, set its filters, and press Schedule."
                  : "Builders schedule exports of the flow execution report."}
              </p>
            </EmptyState>
          )
        ) : error ? (
          <ErrorState title="The schedules could not be loaded" retry={() => void refetch()}>
            {error.message}
          </ErrorState>
        ) : (
          <ListingSkeleton what="schedules" shape="dense" />
        )}
      </Panel>
      {dialog?.what === "edit" ? <ScheduleForm of={dialog.schedule} close={close} /> : null}
      {dialog?.what === "remove" ? <RemoveSchedule schedule={dialog.schedule} close={close} /> : null}
    </>
  );
}
