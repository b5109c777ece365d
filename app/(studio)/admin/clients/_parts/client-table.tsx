"use client";
import { Ban, CalendarX, CircleCheck, FileKey, KeyRound, PencilLine, RefreshCw } from "lucide-react";
import { Status } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import { MenuItem, MenuLine } from "@/components/ui/menu";
import { Mono } from "@/components/ui/mono";
import { Cell, Head, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { RowMenu } from "../../_parts/row-menu";
import type { ClientRow, Dialog, FlowChoice } from "./client";

type ClientTableProps = { clients: ClientRow[]; flows: FlowChoice[]; openDialog: (dialog: Dialog) => void };

export function ClientTable({ clients, flows, openDialog }: ClientTableProps) {
  return (
    <Table label="OAuth clients">
      <thead className="bg-well">
        <tr>
          <Head>Client</Head>
          <Head className="hidden md:table-cell">Scopes</Head>
          <Head className="hidden lg:table-cell">Authenticates by</Head>
          <Head className="hidden sm:table-cell">Last used</Head>
          <Head>Status</Head>
          <Head>
            <span className="sr-only">Actions</span>
          </Head>
        </tr>
      </thead>
      <tbody>
        {clients.map((client) => (
          <Row key={client.id} className={classNames(client.revokedAt && "text-quiet")}>
            <Cell>
              <p className="font-medium">{client.name}</p>
              <p className="flex items-center gap-1">
                <Mono className="max-w-36 truncate text-quiet sm:max-w-none">{client.id}</Mono>
                <CopyButton text={client.id} what={`id of ${client.name}`} />
              </p>
            </Cell>
            <Cell className="hidden md:table-cell">
              <ul>
                {client.scopes.map((scope) => (
                  <li key={scope}>
                    <Mono>{scope}</Mono>
                  </li>
                ))}
              </ul>
              <Bounds client={client} flows={flows} />
            </Cell>
            <Cell className="hidden lg:table-cell">
              {client.signs ? (
                <Status tone="off" icon={FileKey}>
                  Its own key, {client.signs}
                </Status>
              ) : (
                <Status tone="off" icon={KeyRound}>
                  Secret
                </Status>
              )}
            </Cell>
            <Cell className="hidden sm:table-cell">
              {client.lastUsedAt ? <Time value={client.lastUsedAt} /> : <span className="text-quiet">Never</span>}
            </Cell>
            <Cell>
              {client.revokedAt ? (
                <Status tone="off" icon={Ban}>
                  Revoked
                </Status>
              ) : client.hasEnded ? (
                <Status tone="off" icon={CalendarX}>
                  Ended
                </Status>
              ) : (
                <Status tone="good" icon={CircleCheck}>
                  Active
                </Status>
              )}
            </Cell>
            <Cell className="w-0 text-right">
              {client.revokedAt ? null : <ClientMenu client={client} openDialog={openDialog} />}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

/** What the client is bound to, where it is bound. */
function Bounds({ client: { flows: bound, addresses, endsAt }, flows }: { client: ClientRow; flows: FlowChoice[] }) {
  const names = bound.map((flow) => flows.find(({ id }) => id === flow)?.name ?? "a flow that was deleted");
  return (
    <div className="whitespace-normal text-label text-quiet">
      {names.length > 0 ? <p>Only {names.join(", ")}</p> : null}
      {addresses.length > 0 ? <p>From {addresses.join(", ")}</p> : null}
      {endsAt ? (
        <p>
          Until <Time value={endsAt} as="minute" />
        </p>
      ) : null}
    </div>
  );
}

function ClientMenu({ client, openDialog }: { client: ClientRow; openDialog: (dialog: Dialog) => void }) {
  return (
    <RowMenu of={client.name}>
      <MenuItem icon={PencilLine} onSelect={() => openDialog({ what: "edit", client })}>
        Edit
      </MenuItem>
      {client.signs ? (
        <MenuItem icon={FileKey} onSelect={() => openDialog({ what: "key", client })}>
          Replace key
        </MenuItem>
      ) : (
        <MenuItem icon={RefreshCw} onSelect={() => openDialog({ what: "rotate", client })}>
          Rotate secret
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem icon={Ban} danger onSelect={() => openDialog({ what: "revoke", client })}>
        Revoke
      </MenuItem>
    </RowMenu>
  );
}
