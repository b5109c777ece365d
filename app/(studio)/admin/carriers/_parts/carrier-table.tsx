"use client";
import { CircleCheck, CircleDashed, KeyRound, PencilLine, PlugZap, Trash2, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Badge, Status } from "@/components/ui/badge";
import { MenuItem, MenuLine } from "@/components/ui/menu";
import { Mono } from "@/components/ui/mono";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { RowMenu } from "../../_parts/row-menu";
import type { CarrierRow, Dialog } from "./carrier";

type CarrierTableProps = { carriers: CarrierRow[]; openDialog: (dialog: Dialog) => void };

export function CarrierTable({ carriers, openDialog }: CarrierTableProps) {
  return (
    <Table label="Carriers">
      <thead className="bg-well">
        <tr>
          <Head>Carrier</Head>
          <Head className="hidden lg:table-cell">Account</Head>
          <Head className="hidden text-right md:table-cell">Calls per second</Head>
          <Head className="hidden text-right sm:table-cell">Numbers</Head>
          <Head>Status</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {carriers.map((carrier) => (
          <Row key={carrier.id}>
            <Cell>
              <p className="font-medium">{carrier.name}</p>
              <p className="text-label text-quiet">{carrier.kindLabel}</p>
            </Cell>
            <Cell className="hidden lg:table-cell">
              <Mono>{carrier.accountSid}</Mono>
              <p className="text-label text-quiet">{carrier.baseUrl}</p>
            </Cell>
            <Cell className="tabular hidden text-right md:table-cell">{carrier.callsPerSecond ?? "No limit"}</Cell>
            <Cell className="tabular hidden text-right sm:table-cell">
              <Link href="/admin/numbers" className="text-accent-ink underline underline-offset-2">
                {carrier.numbers}
              </Link>
            </Cell>
            <Cell>
              <CarrierStatus carrier={carrier} />
            </Cell>
            <Cell className="w-0 text-right">
              <RowMenu of={carrier.name}>
                <MenuItem icon={PencilLine} onSelect={() => openDialog({ what: "edit", carrier })}>
                  Edit
                </MenuItem>
                <MenuItem icon={PlugZap} onSelect={() => openDialog({ what: "test", carrier })}>
                  Test carrier
                </MenuItem>
                {carrier.oldToken ? (
                  <MenuItem icon={KeyRound} onSelect={() => openDialog({ what: "drop", carrier })}>
                    Remove old token
                  </MenuItem>
                ) : null}
                <MenuLine />
                <MenuItem icon={Trash2} danger onSelect={() => openDialog({ what: "remove", carrier })}>
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

/** The carrier's status by its last call or test. */
function CarrierStatus({ carrier }: { carrier: CarrierRow }) {
  const { refusedAuth, lastDialAt, checkedAt, oldToken } = carrier;
  const last = Math.max(lastDialAt?.getTime() ?? 0, checkedAt?.getTime() ?? 0);
  return (
    <div className="flex flex-col items-start gap-0.5">
      {refusedAuth ? (
        <Badge tone="bad" icon={TriangleAlert}>
          Credentials refused
        </Badge>
      ) : last > 0 ? (
        <Status tone="good" icon={CircleCheck}>
          Works
        </Status>
      ) : (
        <Status tone="off" icon={CircleDashed}>
          Not used yet
        </Status>
      )}
      {refusedAuth || last === 0 ? null : (
        <p className="hidden text-label text-quiet sm:block">
          {last === lastDialAt?.getTime() ? "Last call" : "Tested"} <Time value={new Date(last)} />
        </p>
      )}
      {oldToken ? (
        <Status tone="warn" icon={KeyRound}>
          Old token still good
        </Status>
      ) : null}
    </div>
  );
}
