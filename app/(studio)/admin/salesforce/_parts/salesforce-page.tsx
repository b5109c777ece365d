"use client";
import { useQuery } from "@tanstack/react-query";
import { Cloud, PencilLine, PlugZap, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { ListingSkeleton } from "@/components/listing/listing-skeleton";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { ConnectionForm } from "./connection-form";
import { ConnectionPanels } from "./connection-panels";
import { RemoveConnection } from "./remove-connection";
import { useTestSalesforce } from "./use-test-salesforce";

/** The account's Salesforce connection: its settings and status, or how to set it up. */
export function SalesforcePage() {
  const trpc = useTRPC();
  const [dialog, openDialog] = useState<"form" | "remove" | null>(null);
  const { data, error, refetch } = useQuery(trpc.admin.salesforce.get.queryOptions());
  const test = useTestSalesforce();
  const closeDialog = () => openDialog(null);
  const connection = data?.connection ?? null;
  return (
    <>
      <PageHeader
        title="Salesforce"
        lead="Where Salesforce data dip looks things up while a flow runs. There is one connection an account; secrets are sealed when you save them and are never shown again."
        actions={
          connection ? (
            <>
              <Button onClick={test.run} disabled={test.isPending}>
                <PlugZap aria-hidden /> {test.isPending ? "Asking…" : "Test connection"}
              </Button>
              <Button onClick={() => openDialog("remove")}>
                <Trash2 aria-hidden /> Remove
              </Button>
              <Button look="primary" onClick={() => openDialog("form")}>
                <PencilLine aria-hidden /> Edit
              </Button>
            </>
          ) : null
        }
      />
      {data && connection ? (
        <ConnectionPanels connection={connection} uses={data.uses} />
      ) : (
        <Panel flush>
          {data ? (
            <EmptyState icon={Cloud} title="Salesforce is not connected">
              <p>
                Make an app for Patchcord in Salesforce (Setup, External Client App Manager) with the scope to use APIs,
                then enter its consumer key here.
                {data.uses.length > 0
                  ? ` Until then the data dips of ${data.uses.map(({ flowName }) => flowName).join(", ")} take Error.`
                  : ""}
              </p>
              <Button look="primary" onClick={() => openDialog("form")}>
                <Cloud aria-hidden /> Connect Salesforce
              </Button>
            </EmptyState>
          ) : error ? (
            <ErrorState title="The Salesforce connection could not be loaded" retry={() => void refetch()}>
              {error.message}
            </ErrorState>
          ) : (
            <ListingSkeleton what="Salesforce connection" />
          )}
        </Panel>
      )}
      {dialog === "form" ? <ConnectionForm connection={connection} close={closeDialog} /> : null}
      {dialog === "remove" && data ? <RemoveConnection uses={data.uses} close={closeDialog} /> : null}
    </>
  );
}
