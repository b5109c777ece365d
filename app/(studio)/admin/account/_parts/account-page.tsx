"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { ListingSkeleton } from "@/components/listing/listing-skeleton";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { SettingsForm } from "./settings-form";
import { StopPanel } from "./stop-panel";

/** The account's settings: whom it may ring, how often, and the switch that stops all dialling. */
export function AccountPage() {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.admin.account.get.queryOptions());
  return (
    <>
      <PageHeader
        title="Account"
        lead="Whom flows of this account may ring, and how often. A change holds everywhere within five seconds; a stop holds at once."
      />
      {data ? (
        <div className="grid max-w-4xl gap-5">
          <StopPanel stopped={data.stopped} />
          <SettingsForm key={JSON.stringify(data)} settings={data} />
        </div>
      ) : (
        <Panel flush>
          {error ? (
            <ErrorState title="The account could not be loaded" retry={() => void refetch()}>
              {error.message}
            </ErrorState>
          ) : (
            <ListingSkeleton what="settings" />
          )}
        </Panel>
      )}
    </>
  );
}
