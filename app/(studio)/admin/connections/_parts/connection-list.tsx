"use client";
import { useQuery } from "@tanstack/react-query";
import { Plug, Plus } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Listing } from "@/components/listing/listing";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { ConfirmConnection } from "./confirm-connection";
import type { Dialog } from "./connection";
import { ConnectionForm } from "./connection-form";
import { ConnectionTable } from "./connection-table";

export function ConnectionList() {
  const trpc = useTRPC();
  const [dialog, openDialog] = useState<Dialog | null>(null);
  const query = useQuery(trpc.admin.connections.list.queryOptions());
  const closeDialog = () => openDialog(null);
  return (
    <>
      <PageHeader
        title="Connections"
        lead="Web services that flows ask with the step Execute action. Secrets are sealed when you save them and are never shown again."
        actions={
          <Button look="primary" onClick={() => openDialog({ what: "add" })} disabled={!query.data}>
            <Plus aria-hidden /> Add connection
          </Button>
        }
      />
      <Listing
        what="connections"
        query={query}
        table={(connections) =>
          connections.length > 0 ? <ConnectionTable connections={connections} openDialog={openDialog} /> : null
        }
        empty={() => (
          <EmptyState icon={Plug} title="No connection yet">
            <p>Add the web service that knows your orders or customers, then say what may be asked of it.</p>
            <Button look="primary" onClick={() => openDialog({ what: "add" })}>
              <Plus aria-hidden /> Add connection
            </Button>
          </EmptyState>
        )}
      />
      {dialog?.what === "add" || dialog?.what === "edit" ? (
        <ConnectionForm connection={dialog.what === "edit" ? dialog.connection : null} close={closeDialog} />
      ) : null}
      {dialog?.what === "remove" ? <ConfirmConnection connection={dialog.connection} close={closeDialog} /> : null}
    </>
  );
}
