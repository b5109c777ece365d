"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleX, Hourglass, Pause, PencilLine, Play, Square, Trash2, TriangleAlert } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { RowMenu } from "@/app/(studio)/admin/_parts/row-menu";
import { Status } from "@/components/ui/badge";
import { MenuItem, MenuLine } from "@/components/ui/menu";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toaster";
import { type Dialog, rhythmOf, type Schedule } from "../../_parts/schedules/schedule";
import { useFilterText } from "../../_parts/schedules/use-filter-text";

type ScheduleTableProps = { schedules: Schedule[]; mayBuild: boolean; openDialog: (dialog: Dialog) => void };

export function ScheduleTable({ schedules, mayBuild, openDialog }: ScheduleTableProps) {
  const pause = usePause();
  const filterText = useFilterText();
  return (
    <Table label="Schedules of exports">
      <thead className="bg-well">
        <tr>
          <Head>Schedule</Head>
          <Head>What</Head>
          <Head>Next turn</Head>
          <Head>Last turn</Head>
          <Head>Recipients</Head>
          {mayBuild ? (
            <Head>
              <span className="sr-only">Actions</span>
            </Head>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {schedules.map((schedule) => (
          <Row key={schedule.id}>
            <Cell>
              <p className="font-medium">{schedule.name}</p>
              <p className="text-label text-quiet">{rhythmOf(schedule)}</p>
            </Cell>
            <Cell className="min-w-40 max-w-80 whitespace-normal">
              {filterText(schedule.filters)}
              {schedule.variables.length > 0 ? `, with ${schedule.variables.join(", ")}` : null}{" "}
              <span className="text-quiet">{schedule.format.toUpperCase()}</span>
            </Cell>
            <Cell>
              {schedule.nextAt ? (
                <Time value={schedule.nextAt} as="minute" />
              ) : (
                <Status tone="off" icon={Pause}>
                  Paused
                </Status>
              )}
            </Cell>
            <Cell className="max-w-80 whitespace-normal">
              <LastTurn last={schedule.last} />
            </Cell>
            <Cell className="min-w-32 max-w-64 whitespace-normal">
              {schedule.recipients.length > 0 ? (
                schedule.recipients.map(({ name }) => name).join(", ")
              ) : (
                <span className="text-quiet">Nobody</span>
              )}
            </Cell>
            {mayBuild ? (
              <Cell className="w-0 text-right">
                <RowMenu of={schedule.name}>
                  <MenuItem icon={PencilLine} onSelect={() => openDialog({ what: "edit", schedule })}>
                    Edit
                  </MenuItem>
                  <MenuItem icon={schedule.nextAt ? Pause : Play} onSelect={() => pause(schedule)}>
                    {schedule.nextAt ? "Pause" : "Resume"}
                  </MenuItem>
                  <MenuLine />
                  <MenuItem icon={Trash2} danger onSelect={() => openDialog({ what: "remove", schedule })}>
                    Remove
                  </MenuItem>
                </RowMenu>
              </Cell>
            ) : null}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

const RESULTS = {
  running: { tone: "live", icon: Hourglass, says: "Being written" },
  done: { tone: "good", icon: CircleCheck, says: "Whole" },
  failed: { tone: "bad", icon: CircleX, says: "Failed" },
  stopped: { tone: "off", icon: Square, says: "Stopped" },
} as const;

function LastTurn({ last }: { last: Schedule["last"] }) {
  if (!last) return <span className="text-quiet">None yet</span>;
  const { tone, icon, says } = RESULTS[last.state];
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2">
        <Status tone={tone} icon={icon}>
          {says}
        </Status>
        <Time value={last.turnAt} as="minute" />
        {last.state === "done" && last.export ? (
          <a
            href={`/reports/exports/${last.export}/file`}
            download
            className="text-accent-ink underline underline-offset-2"
          >
            {last.rows.toLocaleString("en")} rows
          </a>
        ) : null}
      </p>
      <MailOf last={last} />
    </>
  );
}

function MailOf({ last: { mail, mailError } }: { last: NonNullable<Schedule["last"]> }) {
  if (mail === "sent") return <p className="text-label text-quiet">Mail sent</p>;
  if (mail === "failed" || (mail === "waiting" && mailError))
    return (
      <p className="text-label">
        <Status tone="bad" icon={TriangleAlert}>
          Mail not sent
        </Status>{" "}
        {mailError} {mail === "waiting" ? "It is tried again." : null}
      </p>
    );
  return mail === "waiting" ? <p className="text-label text-quiet">Mail is being sent</p> : null;
}

function usePause(): (schedule: Schedule) => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const pause = useMutation(
    trpc.reports.pauseSchedule.mutationOptions({
      onError: ({ message }) => toast.error(`Not changed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.reports.schedules.queryFilter()),
    }),
  );
  return ({ id, nextAt }) => pause.mutate({ id, isPaused: nextAt !== null });
}
