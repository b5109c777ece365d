"use client";
import { PencilLine, Trash2 } from "lucide-react";
import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import { MenuItem, MenuLine, MenuLink } from "@/components/ui/menu";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { RowMenu } from "../../_parts/row-menu";
import { Uses } from "../../_parts/uses";
import type { Dialog, FunctionRow } from "./function";
import { FunctionStatus } from "./function-status";

type FunctionTableProps = { functions: FunctionRow[]; dimmed: boolean; openDialog: (dialog: Dialog) => void };

export function FunctionTable({ functions, dimmed, openDialog }: FunctionTableProps) {
  return (
    <Table label="Functions" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <Head>Function</Head>
          <Head>Status</Head>
          <Head className="hidden md:table-cell">Used in</Head>
          <Head className="hidden lg:table-cell">Last change</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {functions.map((row) => (
          <Row key={row.id}>
            <Cell className="max-w-40 sm:max-w-96">
              <Link
                href={`/admin/functions/${row.id}`}
                className="font-medium text-accent-ink underline-offset-2 hover:underline"
              >
                {row.name}
              </Link>
              {row.description ? <p className="truncate text-label text-quiet">{row.description}</p> : null}
            </Cell>
            <Cell>
              <FunctionStatus {...row} />
            </Cell>
            <Cell className="hidden max-w-96 md:table-cell">
              <Uses uses={row.uses} />
            </Cell>
            <Cell className="hidden lg:table-cell">
              <Time value={row.updatedAt} as="minute" />
              <p className="text-label text-quiet">{row.updatedBy}</p>
            </Cell>
            <Cell className="w-0 text-right">
              <RowMenu of={row.name}>
                <MenuLink>
                  <Link href={`/admin/functions/${row.id}`}>
                    <PencilLine aria-hidden /> Edit
                  </Link>
                </MenuLink>
                <MenuLine />
                <MenuItem icon={Trash2} danger onSelect={() => openDialog({ what: "remove", row })}>
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
