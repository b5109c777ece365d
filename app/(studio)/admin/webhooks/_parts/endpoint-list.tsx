"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus, Webhook } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { SearchedListing, useSearchedPage } from "@/components/listing/searched-listing";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { Dialog } from "./endpoint";
import { EndpointDialogs } from "./endpoint-dialogs";
import { EndpointTable } from "./endpoint-table";

export function EndpointList() {
  const trpc = useTRPC();
  const place = useSearchedPage();
  const [dialog, openDialog] = useState<Dialog | null>(null);
  const query = useQuery({
    ...trpc.admin.webhooks.list.queryOptions(place.input),
    placeholderData: keepPreviousData,
  });
  const add = (
    <Button look="primary" disabled={!query.data} onClick={() => openDialog({ what: "add" })}>
      <Plus aria-hidden /> Add endpoint
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Webhooks"
        lead="Addresses of yours that are told what happens: signed, in order, until they have it."
        actions={add}
      />
      <SearchedListing
        one="webhook endpoint"
        many="webhook endpoints"
        searches="Name"
        place={place}
        query={query}
        table={({ endpoints }) =>
          endpoints.length > 0 ? (
            <EndpointTable endpoints={endpoints} dimmed={query.isPlaceholderData} openDialog={openDialog} />
          ) : null
        }
        empty={() => (
          <EmptyState icon={Webhook} title="No webhook endpoint yet">
            <p>Add one for the back end that starts your calls: it hears when they are answered, joined and over.</p>
            {add}
          </EmptyState>
        )}
      />
      <EndpointDialogs dialog={dialog} openDialog={openDialog} />
    </>
  );
}
