"use client";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Listing } from "@/components/listing/listing";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import type { Dialog } from "./alert";
import { AlertDialogs } from "./alert-dialogs";
import { DestinationTable } from "./destination-table";
import { PastAlerts } from "./past-alerts";
import { RuleTable } from "./rule-table";

/** As often as alerts are checked. */
const REFRESH_MS = 15_000;

export function AlertsPage() {
  const trpc = useTRPC();
  const [dialog, openDialog] = useState<Dialog | null>(null);
  const query = useQuery({ ...trpc.admin.alerts.overview.queryOptions(), refetchInterval: REFRESH_MS });
  const { data } = query;
  return (
    <>
      <PageHeader
        title="Alerts"
        lead="Faults that you are told of, once each, and when they are over. They are looked for every fifteen seconds."
      />
      <Listing
        what="alerts"
        query={query}
        refreshes
        table={({ rules, open }) => <RuleTable rules={rules} open={open} openDialog={openDialog} />}
        empty={() => null}
      />
      {data ? (
        <>
          <Panel
            title="Who is told"
            flush
            aside={
              <Button onClick={() => openDialog({ what: "destination", destination: null })}>
                <Plus aria-hidden /> Add destination
              </Button>
            }
          >
            <DestinationTable {...data} openDialog={openDialog} />
          </Panel>
          <Panel title="Past alerts" flush>
            <PastAlerts alerts={data.past} rules={data.rules} />
          </Panel>
        </>
      ) : null}
      <AlertDialogs dialog={dialog} hasMailServer={data?.hasMailServer ?? false} close={() => openDialog(null)} />
    </>
  );
}
