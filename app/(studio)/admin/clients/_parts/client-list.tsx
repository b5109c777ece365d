"use client";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { useId, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Switch } from "@/components/ui/switch";
import { Listing } from "../../_parts/listing";
import { ClientForm } from "./client-form";
import { ClientTable } from "./client-table";
import { ConfirmClient } from "./confirm-client";
import { KeyForm } from "./key-form";
import { SecretWindow } from "./secret-window";
import type { Shown } from "./shown";

export function ClientList() {
  const trpc = useTRPC();
  const label = useId();
  const [{ revoked, new: asked, scope }, place] = useQueryStates({
    revoked: parseAsBoolean.withDefault(false),
    // Other pages lead here to make a client that may do exactly what they describe.
    new: parseAsString,
    scope: parseAsString,
  });
  const [shown, show] = useState<Shown | null>(asked ? { what: "add" } : null);
  const query = useQuery(trpc.admin.clients.list.queryOptions());
  const hasRevoked = query.data?.clients.some(({ revokedAt }) => revokedAt) ?? false;
  function hide() {
    show(null);
    if (asked) void place({ new: null, scope: null });
  }
  return (
    <>
      <PageHeader
        title="OAuth clients"
        lead="Back ends that call the Flows API. Each has its own credentials and may do only what its scopes say."
        actions={
          <Button look="primary" onClick={() => show({ what: "add" })} disabled={!query.data}>
            <Plus aria-hidden /> Create client
          </Button>
        }
      />
      {hasRevoked ? (
        <div className="flex items-center gap-2">
          <Switch aria-labelledby={label} checked={revoked} onChange={(on) => void place({ revoked: on || null })} />
          <span id={label}>Show revoked clients</span>
        </div>
      ) : null}
      <Listing what="OAuth clients" query={query}>
        {({ clients }) => {
          const listed = clients.filter(({ revokedAt }) => revoked || !revokedAt);
          return listed.length > 0 ? (
            <ClientTable clients={listed} show={show} />
          ) : (
            <EmptyState icon={KeyRound} title="No client yet">
              <p>Create one for the back end that starts your flows. It gets an id and a secret.</p>
              <Button look="primary" onClick={() => show({ what: "add" })}>
                <Plus aria-hidden /> Create client
              </Button>
            </EmptyState>
          );
        }}
      </Listing>
      {query.data && (shown?.what === "add" || shown?.what === "edit") ? (
        <ClientForm
          client={shown.what === "edit" ? shown.client : null}
          scopes={query.data.scopes}
          preset={asked && scope ? scope.split(" ") : []}
          made={(name, given) => (given.clientSecret ? show({ what: "secret", name, given }) : hide())}
          close={hide}
        />
      ) : null}
      {shown?.what === "key" ? <KeyForm client={shown.client} close={hide} /> : null}
      {shown?.what === "rotate" || shown?.what === "revoke" ? (
        <ConfirmClient
          what={shown.what}
          client={shown.client}
          rotated={(given) => show({ what: "secret", name: shown.client.name, given })}
          close={hide}
        />
      ) : null}
      {shown?.what === "secret" ? <SecretWindow {...shown} close={hide} /> : null}
    </>
  );
}
