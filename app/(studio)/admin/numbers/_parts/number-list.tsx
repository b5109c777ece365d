"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Phone, Plus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { SearchedListing, useSearchedPage } from "@/components/listing/searched-listing";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { Dialog, NumberRow } from "./number";
import { NumberForm } from "./number-form";
import { NumberTable } from "./number-table";
import { RemoveNumber } from "./remove-number";

export function NumberList() {
  const trpc = useTRPC();
  const place = useSearchedPage();
  const [dialog, openDialog] = useState<Dialog | null>(null);
  const query = useQuery({
    ...trpc.admin.numbers.list.queryOptions(place.input),
    placeholderData: keepPreviousData,
  });
  const carriers = query.data?.carriers ?? [];
  const closeDialog = () => openDialog(null);
  return (
    <>
      <PageHeader
        title="Numbers"
        lead="Phone numbers of your own: what your contacts see when a flow calls them."
        actions={
          <Button look="primary" onClick={() => openDialog({ what: "add" })} disabled={carriers.length === 0}>
            <Plus aria-hidden /> Add number
          </Button>
        }
      />
      <SearchedListing
        one="number"
        many="numbers"
        searches="Number or name"
        place={place}
        query={query}
        table={({ numbers }) =>
          numbers.length > 0 ? (
            <NumberTable numbers={numbers} dimmed={query.isPlaceholderData} openDialog={openDialog} />
          ) : null
        }
        empty={() => <NoNumbers hasCarrier={carriers.length > 0} add={() => openDialog({ what: "add" })} />}
      />
      {dialog && dialog.what !== "remove" ? (
        <NumberForm number={dialog.what === "edit" ? dialog.number : null} carriers={carriers} close={closeDialog} />
      ) : null}
      {dialog?.what === "remove" ? <RemoveNumber number={dialog.number as NumberRow} close={closeDialog} /> : null}
    </>
  );
}

function NoNumbers({ hasCarrier, add }: { hasCarrier: boolean; add: () => void }) {
  return (
    <EmptyState icon={Phone} title="No numbers yet">
      {hasCarrier ? (
        <>
          <p>Add a number that your carrier gave you. Flows can call from it at once.</p>
          <Button look="primary" onClick={add}>
            <Plus aria-hidden /> Add number
          </Button>
        </>
      ) : (
        <>
          <p>A number belongs to a carrier, so connect one first.</p>
          <Button asChild look="primary">
            <Link href="/admin/carriers">Open carriers</Link>
          </Button>
        </>
      )}
    </EmptyState>
  );
}
