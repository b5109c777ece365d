"use client";
import { PencilLine, Trash2, Volume2, VolumeX } from "lucide-react";
import { Status } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { MenuItem, MenuLine } from "@/components/ui/menu";
import { Mono } from "@/components/ui/mono";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { RowMenu } from "../../_parts/row-menu";
import { Uses } from "../../_parts/uses";
import type { Dialog, NumberRow } from "./number";

type NumberTableProps = { numbers: NumberRow[]; dimmed: boolean; openDialog: (dialog: Dialog) => void };

export function NumberTable({ numbers, dimmed, openDialog }: NumberTableProps) {
  return (
    <Table label="Numbers" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <Head>Number</Head>
          <Head className="hidden sm:table-cell">Carrier</Head>
          <Head>Calls</Head>
          <Head className="hidden md:table-cell">Used in</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {numbers.map((number) => (
          <Row key={number.e164}>
            <Cell>
              <p className="font-medium">{number.label}</p>
              <Mono className="text-quiet">{number.e164}</Mono>
            </Cell>
            <Cell className="hidden sm:table-cell">{number.carrierName}</Cell>
            <Cell>
              {number.voiceEnabled ? (
                <Status tone="good" icon={Volume2}>
                  Enabled
                </Status>
              ) : (
                <Status tone="off" icon={VolumeX}>
                  Disabled
                </Status>
              )}
            </Cell>
            <Cell className="hidden max-w-96 md:table-cell">
              <Uses uses={number.uses} />
            </Cell>
            <Cell className="w-0 text-right">
              <RowMenu of={number.e164}>
                <MenuItem icon={PencilLine} onSelect={() => openDialog({ what: "edit", number })}>
                  Edit
                </MenuItem>
                <MenuLine />
                <MenuItem icon={Trash2} danger onSelect={() => openDialog({ what: "remove", number })}>
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
