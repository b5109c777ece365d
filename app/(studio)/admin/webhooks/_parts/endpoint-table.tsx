"use client";
import { KeyRound, PencilLine, Trash2 } from "lucide-react";
import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import { MenuItem, MenuLine } from "@/components/ui/menu";
import { Mono } from "@/components/ui/mono";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { RowMenu } from "../../_parts/row-menu";
import type { Dialog, EndpointRow } from "./endpoint";
import { EndpointStatus } from "./endpoint-status";

type EndpointTableProps = { endpoints: EndpointRow[]; dimmed: boolean; openDialog: (dialog: Dialog) => void };

export function EndpointTable({ endpoints, dimmed, openDialog }: EndpointTableProps) {
  return (
    <Table label="Webhook endpoints" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <Head>Endpoint</Head>
          <Head>State</Head>
          <Head className="hidden text-right sm:table-cell">Waiting</Head>
          <Head className="hidden text-right sm:table-cell">Given up</Head>
          <Head className="hidden md:table-cell">Events</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {endpoints.map((endpoint) => (
          <Row key={endpoint.id}>
            <Cell className="max-w-64 sm:max-w-96">
              <Link
                href={`/admin/webhooks/${endpoint.id}`}
                className="font-medium text-accent-ink underline-offset-2 hover:underline"
              >
                {endpoint.name}
              </Link>
              <Mono className="block truncate text-quiet">{endpoint.url}</Mono>
            </Cell>
            <Cell>
              <EndpointStatus {...endpoint} />
            </Cell>
            <Cell className="tabular hidden text-right sm:table-cell">{endpoint.waiting}</Cell>
            <Cell className="tabular hidden text-right sm:table-cell">{endpoint.dead}</Cell>
            <Cell className="hidden max-w-96 md:table-cell">{chosen(endpoint)}</Cell>
            <Cell className="w-0 text-right">
              <RowMenu of={endpoint.name}>
                <MenuItem icon={PencilLine} onSelect={() => openDialog({ what: "edit", endpoint })}>
                  Edit
                </MenuItem>
                <MenuItem icon={KeyRound} onSelect={() => openDialog({ what: "rotate", endpoint })}>
                  Rotate secret
                </MenuItem>
                <MenuLine />
                <MenuItem icon={Trash2} danger onSelect={() => openDialog({ what: "remove", endpoint })}>
                  Remove
                </MenuItem>
              </RowMenu>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

const MOST_NAMED = 2;

/** What an endpoint has chosen, in a line. */
export function chosen({ types, flows }: Pick<EndpointRow, "types" | "flows">): string {
  const more = types.length > MOST_NAMED ? ` and ${types.length - MOST_NAMED} more` : "";
  const events = types.length === 0 ? "All but steps" : `${types.slice(0, MOST_NAMED).join(", ")}${more}`;
  if (flows.length === 0) return events;
  return `${events}, of ${flows.length === 1 ? "one flow" : `${flows.length} flows`}`;
}
