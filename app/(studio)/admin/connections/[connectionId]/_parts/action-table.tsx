"use client";
import { Copy, PencilLine, Play, Trash2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { MenuItem, MenuLine } from "@/components/ui/menu";
import { Mono } from "@/components/ui/mono";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { RowMenu } from "../../../_parts/row-menu";
import { Uses } from "../../../_parts/uses";
import type { ActionDialog, ActionRow } from "../../_parts/connection";

export function ActionTable({
  actions,
  openDialog,
}: {
  actions: ActionRow[];
  openDialog: (dialog: ActionDialog) => void;
}) {
  return (
    <Table label="Actions">
      <thead className="bg-well">
        <tr>
          <Head>Action</Head>
          <Head className="hidden lg:table-cell">In</Head>
          <Head className="hidden lg:table-cell">Out</Head>
          <Head className="hidden md:table-cell">Used in</Head>
          <Head>
            <span className="sr-only">Menu</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {actions.map((action) => (
          <Row key={action.id}>
            <Cell className="max-w-56 sm:max-w-96">
              <p className="truncate font-medium">{action.values.name}</p>
              <Mono className="block truncate text-quiet">
                {action.values.method} {action.values.path || "/"}
              </Mono>
            </Cell>
            <Cell className="hidden max-w-56 truncate lg:table-cell">
              {action.values.inputs.map(({ name }) => name).join(", ") || <span className="text-quiet">Nothing</span>}
            </Cell>
            <Cell className="hidden max-w-56 truncate lg:table-cell">
              {["status", ...action.values.outputs.map(({ name }) => name)].join(", ")}
            </Cell>
            <Cell className="hidden max-w-72 md:table-cell">
              <Uses uses={action.uses} />
            </Cell>
            <Cell className="w-0">
              <div className="flex items-center justify-end gap-1">
                <Button onClick={() => openDialog({ what: "test", action })} aria-label={`Test ${action.values.name}`}>
                  <Play aria-hidden /> Test
                </Button>
                <RowMenu of={action.values.name}>
                  <MenuItem icon={PencilLine} onSelect={() => openDialog({ what: "edit", action })}>
                    Edit
                  </MenuItem>
                  <MenuItem icon={Copy} onSelect={() => openDialog({ what: "copy", action })}>
                    Duplicate
                  </MenuItem>
                  <MenuLine />
                  <MenuItem icon={Trash2} danger onSelect={() => openDialog({ what: "remove", action })}>
                    Remove
                  </MenuItem>
                </RowMenu>
              </div>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
