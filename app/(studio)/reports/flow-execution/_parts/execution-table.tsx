"use client";
import type { inferRouterOutputs } from "@trpc/server";
import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import type { AppRouter } from "@/server/trpc/router";

type Line = inferRouterOutputs<AppRouter>["reports"]["execution"]["rows"][number];

/** All columns: Talkdesk's fourteen in their order, ours, and variables; each row's first cell opens its interaction. */
export function ExecutionTable({ rows, dimmed }: { rows: Line[]; dimmed: boolean }) {
  const columns = Object.keys(rows[0]?.cells ?? {});
  return (
    <Table label="Studio Flow Execution Report" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          {columns.map((column) => (
            <Head key={column}>{column}</Head>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, visit, part, cells }) => (
          <Row key={`${id} ${visit} ${part}`}>
            {columns.map((column, index) => (
              <Cell key={column} className="tabular">
                {index === 0 ? (
                  <Link href={`/interactions/${id}`} className="text-accent-ink underline underline-offset-2">
                    {cells[column] ?? "no call"}
                  </Link>
                ) : (
                  (cells[column] ?? <span className="text-quiet">–</span>)
                )}
              </Cell>
            ))}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
