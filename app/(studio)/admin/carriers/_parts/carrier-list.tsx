"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus, RadioTower, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { Listing } from "../../_parts/listing";
import { CarrierForm } from "./carrier-form";
import { CarrierTable } from "./carrier-table";
import { ConfirmCarrier } from "./confirm-carrier";
import type { Shown } from "./shown";
import { useTestConnection } from "./use-test-connection";

export function CarrierList() {
  const trpc = useTRPC();
  const [shown, show] = useState<Shown | null>(null);
  const test = useTestConnection();
  const query = useQuery(trpc.admin.carriers.list.queryOptions());
  const refused = query.data?.carriers.filter(({ refusedAuth }) => refusedAuth) ?? [];
  const hide = () => show(null);
  return (
    <>
      <PageHeader
        title="Carriers"
        lead="Who places your calls. Credentials are sealed when you save them and are never shown again."
        actions={
          <Button look="primary" onClick={() => show({ what: "add" })} disabled={!query.data}>
            <Plus aria-hidden /> Add carrier
          </Button>
        }
      />
      {refused.map(({ id, name, refusedAuth }) => (
        <Notice key={id} tone="bad" icon={TriangleAlert} role="alert">
          <strong className="font-semibold">{name} refuses its credentials</strong>, last at{" "}
          {refusedAuth ? <Time value={refusedAuth.at} /> : null}: no call gets through. Check them in the carrier’s
          console, then enter the token again, or test the connection if they are right.
        </Notice>
      ))}
      <Listing what="carriers" query={query}>
        {({ carriers }) =>
          carriers.length > 0 ? (
            <CarrierTable carriers={carriers} show={show} test={test} />
          ) : (
            <EmptyState icon={RadioTower} title="No carrier yet">
              <p>Add the account at your carrier that calls are placed from. Its numbers come next.</p>
              <Button look="primary" onClick={() => show({ what: "add" })}>
                <Plus aria-hidden /> Add carrier
              </Button>
            </EmptyState>
          )
        }
      </Listing>
      {shown?.what === "add" || shown?.what === "edit" ? (
        <CarrierForm
          carrier={shown.what === "edit" ? shown.carrier : null}
          kinds={query.data?.kinds ?? []}
          close={hide}
        />
      ) : null}
      {shown?.what === "drop" || shown?.what === "remove" ? (
        <ConfirmCarrier what={shown.what} carrier={shown.carrier} close={hide} />
      ) : null}
    </>
  );
}
