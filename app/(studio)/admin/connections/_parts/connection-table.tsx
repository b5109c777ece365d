"use client";
import { PencilLine, Trash2 } from "lucide-react";
import Link from "next/link";
import { MenuItem, MenuLine } from "@/components/ui/menu";
import { Mono } from "@/components/ui/mono";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { RowMenu } from "../../_parts/row-menu";
import { Uses } from "../../_parts/uses";
import { AUTH_LABELS, isAuth } from "./auth-labels";
import type { ConnectionRow, Dialog } from "./connection";

type ConnectionTableProps = { connections: ConnectionRow[]; openDialog: (dialog: Dialog) => void };

export function ConnectionTable({ connections, openDialog }: ConnectionTableProps) {
  return (
    <Table label="Connections">
      <thead className="bg-well">
        <tr>
          <Head>Connection</Head>
          <Head className="hidden lg:table-cell">Authentication</Head>
          <Head className="text-right">Actions</Head>
          <Head className="hidden md:table-cell">Used in</Head>
          <Head>
            <span className="sr-only">Menu</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {connections.map((connection) => (
          <Row key={connection.id}>
            <Cell className="max-w-64 sm:max-w-96">
              <Link
                href={`/admin/connections/${connection.id}`}
                className="font-medium text-accent-ink underline-offset-2 hover:underline"
              >
                {connection.name}
              </Link>
              <Mono className="block truncate text-quiet">{connection.baseUrl}</Mono>
            </Cell>
            <Cell className="hidden lg:table-cell">
              {isAuth(connection.auth) ? AUTH_LABELS[connection.auth] : connection.auth}
            </Cell>
            <Cell className="tabular text-right">{connection.actions}</Cell>
            <Cell className="hidden max-w-96 md:table-cell">
              <Uses uses={connection.uses} />
            </Cell>
            <Cell className="w-0 text-right">
              <RowMenu of={connection.name}>
                <MenuItem icon={PencilLine} onSelect={() => openDialog({ what: "edit", connection })}>
                  Edit
                </MenuItem>
                <MenuLine />
                <MenuItem icon={Trash2} danger onSelect={() => openDialog({ what: "remove", connection })}>
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
