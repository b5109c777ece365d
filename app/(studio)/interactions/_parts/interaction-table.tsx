"use client";
import type { inferRouterOutputs } from "@trpc/server";
import { Hourglass } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { Status } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { Mono } from "@/components/ui/mono";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { AppRouter } from "@/server/trpc/router";
import { RunningTime } from "./running-time";
import { OUTCOME, Result, StatusBadge } from "./status-badge";
import { versionLabel } from "./version-label";

type Line = inferRouterOutputs<AppRouter>["interactions"]["list"]["lines"][number];

type InteractionTableProps = { lines: Line[]; variables: string[]; dimmed: boolean };

export function InteractionTable({ lines, variables, dimmed }: InteractionTableProps) {
  const isNew = useNewRows(lines);
  return (
    <Table label="Interactions" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <Head>Started</Head>
          <Head className="hidden sm:table-cell">Contact</Head>
          <Head className="hidden sm:table-cell">Flow</Head>
          <Head>Call</Head>
          <Head>Outcome</Head>
          <Head className="hidden sm:table-cell">Status</Head>
          <Head className="hidden text-right sm:table-cell">Duration</Head>
          {variables.map((name) => (
            <Head key={name} className="hidden font-mono sm:table-cell">
              {name}
            </Head>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <InteractionRow key={line.id} line={line} variables={variables} arrived={isNew(line.id)} />
        ))}
      </tbody>
    </Table>
  );
}

/** A row of the list. A click anywhere on it follows the link in its first cell. */
function InteractionRow({ line, variables, arrived }: { line: Line; variables: string[]; arrived: boolean }) {
  return (
    <Row className={classNames("relative hover:bg-hover focus-within:bg-hover", arrived && "animate-arrive")}>
      <Cell>
        <Link
          href={`/interactions/${line.id}`}
          className="font-medium after:absolute after:inset-0 focus-visible:outline-offset-4"
        >
          <Time value={line.startedAt} />
        </Link>
        <p className="sm:hidden">
          <Contact number={line.contact} />
        </p>
      </Cell>
      <Cell className="hidden sm:table-cell">
        <Contact number={line.contact} />
      </Cell>
      <Cell className="hidden max-w-64 truncate sm:table-cell">
        {line.flowName} <span className="text-quiet">{versionLabel(line.flowVersion)}</span>
      </Cell>
      <Cell className="max-sm:whitespace-normal">
        {line.heldUntil ? (
          <Status tone="warn" icon={Hourglass}>
            Waits until <Time value={line.heldUntil} as="minute" />
          </Status>
        ) : line.slotAt ? (
          <Status tone="warn" icon={Hourglass}>
            Waiting for a slot
          </Status>
        ) : (
          <Result result={line.callResult} />
        )}
      </Cell>
      <Cell className="max-sm:whitespace-normal">
        {line.outcome ? OUTCOME[line.outcome] : <span className="text-quiet max-sm:hidden">–</span>}
        {line.outcome ? null : (
          <span className="sm:hidden">
            <StatusBadge status={line.status} />
          </span>
        )}
      </Cell>
      <Cell className="hidden sm:table-cell">
        <StatusBadge status={line.status} />
      </Cell>
      <Cell className="hidden text-right sm:table-cell">
        <RunningTime from={line.startedAt} to={line.finishedAt} />
      </Cell>
      {variables.map((name) => (
        <Cell key={name} className="hidden max-w-64 truncate sm:table-cell">
          {line.variables[name] ?? <span className="text-quiet">–</span>}
        </Cell>
      ))}
    </Row>
  );
}

function Contact({ number }: { number: string | null }) {
  return number ? <Mono className="text-work">{number}</Mono> : <span className="text-quiet">–</span>;
}

/** Tells which rows have come in since the list was first shown. */
function useNewRows(lines: Line[]): (id: string) => boolean {
  const seen = useRef<Set<string> | null>(null);
  const known = seen.current;
  useEffect(() => {
    seen.current = new Set([...(seen.current ?? []), ...lines.map(({ id }) => id)]);
  }, [lines]);
  return (id) => known !== null && !known.has(id);
}
