"use client";
import { CircleCheck, Clock, ListTree, RotateCcw, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Badge, Status } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { MenuItem } from "@/components/ui/menu";
import { Mono } from "@/components/ui/mono";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { RowMenu } from "../../../_parts/row-menu";
import type { DeliveryRow } from "../../_parts/endpoint";

type DeliveryTableProps = {
  deliveries: DeliveryRow[];
  dimmed: boolean;
  isActive: boolean;
  show: (delivery: DeliveryRow) => void;
  sendAgain: (delivery: DeliveryRow) => void;
};

export function DeliveryTable({ deliveries, dimmed, isActive, show, sendAgain }: DeliveryTableProps) {
  return (
    <Table label="Events" className={classNames("transition-opacity", dimmed && "opacity-60")}>
      <thead className="bg-well">
        <tr>
          <Head>Event</Head>
          <Head>State</Head>
          <Head className="hidden text-right sm:table-cell">Tries</Head>
          <Head className="hidden lg:table-cell">Last answer</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <Row key={delivery.event}>
            <Cell>
              <Mono className="font-medium">{delivery.type}</Mono>
              <p className="text-label text-quiet">
                {delivery.interaction ? (
                  <>
                    <Link
                      href={`/interactions/${delivery.interaction}`}
                      className="text-accent-ink underline underline-offset-2"
                    >
                      Interaction
                    </Link>{" "}
                    ·{" "}
                  </>
                ) : null}
                <Time value={delivery.at} />
              </p>
            </Cell>
            <Cell>
              <DeliveryState delivery={delivery} />
            </Cell>
            <Cell className="tabular hidden text-right sm:table-cell">{delivery.tries}</Cell>
            <Cell className="!whitespace-normal hidden max-w-96 lg:table-cell">
              <span className="line-clamp-2 break-words text-label">{delivery.lastError ?? delivery.lastStatus}</span>
            </Cell>
            <Cell className="w-0 text-right">
              <RowMenu of={`${delivery.type}, ${delivery.event}`}>
                <MenuItem icon={ListTree} onSelect={() => show(delivery)}>
                  Show message and tries
                </MenuItem>
                {delivery.status !== "waiting" && isActive ? (
                  <MenuItem icon={RotateCcw} onSelect={() => sendAgain(delivery)}>
                    Send again
                  </MenuItem>
                ) : null}
              </RowMenu>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function DeliveryState({ delivery: { status, dueAt, tries } }: { delivery: DeliveryRow }) {
  if (status === "delivered")
    return (
      <Status tone="good" icon={CircleCheck}>
        Delivered
      </Status>
    );
  if (status === "dead")
    return (
      <Badge tone="bad" icon={TriangleAlert}>
        Given up
      </Badge>
    );
  return (
    <div className="flex flex-col items-start gap-0.5">
      <Status tone={tries > 0 ? "warn" : "off"} icon={tries > 0 ? RotateCcw : Clock}>
        {tries > 0 ? "Trying again" : "Waiting"}
      </Status>
      <p className="text-label text-quiet">
        {dueAt ? (
          <>
            Next at <Time value={dueAt} />
          </>
        ) : (
          "After those before it"
        )}
      </p>
    </div>
  );
}
