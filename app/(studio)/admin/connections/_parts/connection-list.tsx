"use client";
import { useQuery } from "@tanstack/react-query";
import { Plug, Plus } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Listing } from "../../_parts/listing";
import { ConfirmConnection } from "./confirm-connection";
import { ConnectionForm } from "./connection-form";
import { ConnectionTable } from "./connection-table";
import type { Shown } from "./shown";

export function ConnectionList() {
  const trpc = useTRPC();
  const [shown, show] = useState<Shown | null>(null);
  const query = useQuery(trpc.admin.connections.list.queryOptions());
  const hide = () => show(null);
  return (
    <>
      <PageHeader
        title="Connections"
        lead="Web services that flows ask with the step Execute action. Secrets are sealed when you save them and are never shown again."
        actions={
          <Button look="primary" onClick={() => show({ what: "add" })} disabled={!query.data}>
            <Plus aria-hidden /> Add connection
          </Button>
        }
      />
      <Listing what="connections" query={query}>
        {(connections) =>
          connections.length > 0 ? (
            <ConnectionTable connections={connections} show={show} />
          ) : (
            <EmptyState icon={Plug} title="No connection yet">
              <p>Add the web service that knows your orders or customers, then say what may be asked of it.</p>
              <Button look="primary" onClick={() => show({ what: "add" })}>
                <Plus aria-hidden /> Add connection
              </Button>
            </EmptyState>
          )
        }
      </Listing>
      {shown?.what === "add" || shown?.what === "edit" ? (
        <ConnectionForm connection={shown.what === "edit" ? shown.connection : null} close={hide} />
      ) : null}
      {shown?.what === "remove" ? <ConfirmConnection connection={shown.connection} close={hide} /> : null}
    </>
  );
}
