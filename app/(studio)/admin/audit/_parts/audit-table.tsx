"use client";
import type { inferRouterOutputs } from "@trpc/server";
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { AppRouter } from "@/server/trpc/router";
import { actionLabel } from "./action-label";
import { changedValues } from "./changed-values";
import { Difference } from "./difference";

type Line = inferRouterOutputs<AppRouter>["admin"]["audit"]["list"]["lines"][number];

export function AuditTable({ lines, dimmed }: { lines: Line[]; dimmed: boolean }) {
  return (
    <Table label="Audit log" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <Head>When</Head>
          <Head className="hidden md:table-cell">Who</Head>
          <Head>What</Head>
          <Head className="hidden sm:table-cell">Of</Head>
          <Head>
            <span className="sr-only">Before and after</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <AuditRow key={line.id} line={line} />
        ))}
      </tbody>
    </Table>
  );
}

function AuditRow({ line }: { line: Line }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const values = changedValues(line.before, line.after);
  const count = values.length === 1 ? "1 value" : `${values.length} values`;
  return (
    <>
      <Row className="align-top">
        <Cell>
          <Time value={line.at} />
        </Cell>
        <Cell className="hidden max-w-56 md:table-cell">
          <Actor line={line} />
        </Cell>
        <Cell className="max-w-44 whitespace-normal sm:max-w-none">
          {actionLabel(line.action)}
          <div className="wrap-anywhere text-quiet sm:hidden">{line.subject}</div>
          <div className="text-label text-quiet md:hidden">{line.actorName || line.actor}</div>
        </Cell>
        <Cell className="hidden max-w-72 truncate sm:table-cell" title={line.subject}>
          {line.subject}
        </Cell>
        <Cell className="w-0 text-right">
          {values.length > 0 ? (
            <Button
              look="ghost"
              size="small"
              aria-expanded={open}
              aria-controls={id}
              aria-label={`${count}. Before and after: ${actionLabel(line.action)}, ${line.subject}`}
              onClick={() => setOpen(!open)}
            >
              <ChevronRight aria-hidden className={classNames("transition-transform", open && "rotate-90")} />
              <span className="hidden sm:inline">{count}</span>
            </Button>
          ) : null}
        </Cell>
      </Row>
      {open ? (
        <tr id={id} className="bg-well">
          <td colSpan={5} className="px-4 py-3">
            <Difference values={values} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Actor({ line: { actor, actorName } }: { line: Line }) {
  return (
    <>
      <p className="truncate">{actorName || actor}</p>
      {actorName ? <p className="truncate text-label text-quiet">{actor}</p> : null}
    </>
  );
}
