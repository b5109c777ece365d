"use client";
import type { inferRouterOutputs } from "@trpc/server";
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { AppRouter } from "@/server/trpc/router";
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
  return (
    <>
      <Row className="align-top">
        <Cell>
          <Time value={line.at} />
        </Cell>
        <Cell className="hidden max-w-56 md:table-cell">
          <Actor line={line} />
        </Cell>
        <Cell className="min-w-40">
          <div className="wrap-anywhere whitespace-normal">{line.sentence}</div>
          <div className="text-label text-quiet md:hidden">{line.actorName || line.actor}</div>
        </Cell>
        <Cell className="w-0 text-right">
          {values.length > 0 ? (
            <Button
              look="ghost"
              size="small"
              aria-expanded={open}
              aria-controls={id}
              aria-label={`Values before and after: ${line.sentence}`}
              onClick={() => setOpen(!open)}
            >
              <ChevronRight aria-hidden className={classNames("transition-transform", open && "rotate-90")} />
              <span className="hidden sm:inline">Values</span>
            </Button>
          ) : null}
        </Cell>
      </Row>
      {open ? (
        <tr id={id} className="bg-well">
          <td colSpan={4} className="px-4 py-3">
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
