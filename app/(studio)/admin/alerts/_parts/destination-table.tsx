"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BellPlus, CircleCheck, Hash, Mail, PencilLine, Send, Trash2, TriangleAlert, Webhook } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Badge, Status } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { MenuItem, MenuLine } from "@/components/ui/menu";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toaster";
import { RowMenu } from "../../_parts/row-menu";
import type { Destination, Dialog, Overview } from "./alert";

type DestinationTableProps = Pick<Overview, "destinations" | "endpoints"> & { openDialog: (dialog: Dialog) => void };

/** Whom alerts are told; webhook endpoints choose their events under Webhooks. */
export function DestinationTable({ destinations, endpoints, openDialog }: DestinationTableProps) {
  const test = useTest();
  if (destinations.length + endpoints.length === 0)
    return (
      <EmptyState icon={BellPlus} title="Nobody is told yet">
        <p>
          Alerts are shown on this page only. Add e-mail addresses or a channel, or let a webhook endpoint hear{" "}
          <code>alert.fired</code>.
        </p>
      </EmptyState>
    );
  return (
    <Table label="Who is told">
      <thead className="bg-well">
        <tr>
          <Head>Destination</Head>
          <Head>Last told</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {destinations.map((destination) => (
          <Row key={destination.id}>
            <Named icon={destination.kind === "email" ? Mail : Hash} about={addressOf(destination)}>
              <p className="font-medium">{destination.name}</p>
            </Named>
            <Cell className="max-w-96">
              <LastTold {...destination} />
            </Cell>
            <Cell className="w-0 text-right">
              <RowMenu of={destination.name}>
                <MenuItem icon={Send} onSelect={() => test(destination)}>
                  Send a test
                </MenuItem>
                <MenuItem icon={PencilLine} onSelect={() => openDialog({ what: "destination", destination })}>
                  Edit
                </MenuItem>
                <MenuLine />
                <MenuItem icon={Trash2} danger onSelect={() => openDialog({ what: "remove", destination })}>
                  Remove
                </MenuItem>
              </RowMenu>
            </Cell>
          </Row>
        ))}
        {endpoints.map(({ id, name, status }) => (
          <Row key={id}>
            <Named icon={Webhook} about="Webhook endpoint">
              <Link
                href={`/admin/webhooks/${id}`}
                className="font-medium text-accent-ink underline-offset-2 hover:underline"
              >
                {name}
              </Link>
            </Named>
            <Cell className="text-quiet">{status === "active" ? "See its log" : "It is sent nothing now"}</Cell>
            <Cell />
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

const addressOf = ({ kind, recipients, host }: Destination) =>
  kind === "email" ? recipients.join(", ") : (host ?? "");

type NamedProps = { icon: typeof Mail; about: string; children: ReactNode };

function Named({ icon: Icon, about, children }: NamedProps) {
  return (
    <Cell className="max-w-96">
      <div className="flex items-center gap-2">
        <Icon aria-hidden className="size-4 shrink-0 text-quiet" />
        <div className="min-w-0">
          {children}
          <p className="truncate text-label text-quiet">{about}</p>
        </div>
      </div>
    </Cell>
  );
}

function LastTold({ lastSentAt, lastError }: Destination) {
  if (lastError)
    return (
      <>
        <Badge tone="bad" icon={TriangleAlert}>
          Failed
        </Badge>{" "}
        <span className="whitespace-normal text-label">{lastError}</span>
      </>
    );
  if (!lastSentAt) return <span className="text-quiet">Never</span>;
  return (
    <Status tone="good" icon={CircleCheck}>
      <Time value={lastSentAt} />
    </Status>
  );
}

function useTest(): (destination: Destination) => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const test = useMutation(
    trpc.admin.alerts.testDestination.mutationOptions({
      onSuccess: () => toast.success("A test is on its way. What comes of it is shown here within seconds."),
      onError: ({ message }) => toast.error(`Not sent: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.alerts.pathFilter()),
    }),
  );
  return ({ id }) => test.mutate({ id });
}
