"use client";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { useId, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Listing } from "@/components/listing/listing";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Switch } from "@/components/ui/switch";
import type { Dialog } from "./client";
import { ClientForm } from "./client-form";
import { ClientTable } from "./client-table";
import { ConfirmClient } from "./confirm-client";
import { KeyForm } from "./key-form";
import { SecretDialog } from "./secret-dialog";

export function ClientList() {
  const trpc = useTRPC();
  const label = useId();
  const [{ revoked, new: creates, scope }, place] = useQueryStates({
    revoked: parseAsBoolean.withDefault(false),
    // Other pages link here to create a client with the scopes they describe.
    new: parseAsString,
    scope: parseAsString,
  });
  const [dialog, openDialog] = useState<Dialog | null>(creates ? { what: "add" } : null);
  const query = useQuery(trpc.admin.clients.list.queryOptions());
  const hasRevoked = query.data?.clients.some(({ revokedAt }) => revokedAt) ?? false;
  function closeDialog() {
    openDialog(null);
    if (creates) void place({ new: null, scope: null });
  }
  return (
    <>
      <PageHeader
        title="OAuth clients"
        lead="Back ends that call the Flows API. Each has its own credentials and may do only what its scopes say."
        actions={
          <Button look="primary" onClick={() => openDialog({ what: "add" })} disabled={!query.data}>
            <Plus aria-hidden /> Create client
          </Button>
        }
      />
      <Listing
        what="OAuth clients"
        query={query}
        filters={
          hasRevoked ? (
            <div className="flex items-center gap-2">
              <Switch
                aria-labelledby={label}
                checked={revoked}
                onChange={(on) => void place({ revoked: on || null })}
              />
              <span id={label}>Show revoked clients</span>
            </div>
          ) : null
        }
        table={({ clients, flows }) => {
          const listed = clients.filter(({ revokedAt }) => revoked || !revokedAt);
          return listed.length > 0 ? <ClientTable clients={listed} flows={flows} openDialog={openDialog} /> : null;
        }}
        empty={() => (
          <EmptyState icon={KeyRound} title="No client yet">
            <p>Create one for the back end that starts your flows. It gets an id and a secret.</p>
            <Button look="primary" onClick={() => openDialog({ what: "add" })}>
              <Plus aria-hidden /> Create client
            </Button>
          </EmptyState>
        )}
      />
      {query.data && (dialog?.what === "add" || dialog?.what === "edit") ? (
        <ClientForm
          client={dialog.what === "edit" ? dialog.client : null}
          scopes={query.data.scopes}
          flows={query.data.flows}
          preset={creates && scope ? scope.split(" ") : []}
          created={(name, credentials) =>
            credentials.clientSecret ? openDialog({ what: "secret", name, credentials }) : closeDialog()
          }
          close={closeDialog}
        />
      ) : null}
      {dialog?.what === "key" ? <KeyForm client={dialog.client} close={closeDialog} /> : null}
      {dialog?.what === "rotate" || dialog?.what === "revoke" ? (
        <ConfirmClient
          what={dialog.what}
          client={dialog.client}
          rotated={(credentials) => openDialog({ what: "secret", name: dialog.client.name, credentials })}
          close={closeDialog}
        />
      ) : null}
      {dialog?.what === "secret" ? <SecretDialog {...dialog} close={closeDialog} /> : null}
    </>
  );
}
