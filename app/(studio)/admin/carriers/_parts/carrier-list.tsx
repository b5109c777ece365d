"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus, RadioTower, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Listing } from "@/components/listing/listing";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import type { Dialog } from "./carrier";
import { CarrierForm } from "./carrier-form";
import { CarrierTable } from "./carrier-table";
import { ConfirmCarrier } from "./confirm-carrier";
import { TestDialog } from "./test-dialog";

export function CarrierList() {
  const trpc = useTRPC();
  const [dialog, openDialog] = useState<Dialog | null>(null);
  const query = useQuery(trpc.admin.carriers.list.queryOptions());
  const refused = query.data?.carriers.filter(({ refusedAuth }) => refusedAuth) ?? [];
  const closeDialog = () => openDialog(null);
  return (
    <>
      <PageHeader
        title="Carriers"
        lead="Who places your calls. Credentials are sealed when you save them and are never shown again."
        actions={
          <Button look="primary" onClick={() => openDialog({ what: "add" })} disabled={!query.data}>
            <Plus aria-hidden /> Add carrier
          </Button>
        }
      />
      {refused.map(({ id, name, refusedAuth }) => (
        <Notice key={id} tone="bad" icon={TriangleAlert} role="alert">
          <strong className="font-semibold">{name} refuses its credentials</strong>, last at{" "}
          {refusedAuth ? <Time value={refusedAuth.at} /> : null}: no call gets through. Check them in the carrier’s
          console, then enter the token again, or test the carrier if they are right.
        </Notice>
      ))}
      <Listing
        what="carriers"
        query={query}
        table={({ carriers }) =>
          carriers.length > 0 ? <CarrierTable carriers={carriers} openDialog={openDialog} /> : null
        }
        empty={() => (
          <EmptyState icon={RadioTower} title="No carrier yet">
            <p>Add the account at your carrier that calls are placed from. Its numbers come next.</p>
            <Button look="primary" onClick={() => openDialog({ what: "add" })}>
              <Plus aria-hidden /> Add carrier
            </Button>
          </EmptyState>
        )}
      />
      {dialog?.what === "add" || dialog?.what === "edit" ? (
        <CarrierForm
          carrier={dialog.what === "edit" ? dialog.carrier : null}
          kinds={query.data?.kinds ?? []}
          close={closeDialog}
        />
      ) : null}
      {dialog?.what === "test" ? <TestDialog carrier={dialog.carrier} close={closeDialog} /> : null}
      {dialog?.what === "drop" || dialog?.what === "remove" ? (
        <ConfirmCarrier what={dialog.what} carrier={dialog.carrier} close={closeDialog} />
      ) : null}
    </>
  );
}
