"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { BellRing, Plus } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { SearchedListing, useSearchedPage } from "@/components/listing/searched-listing";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { RemoveRingGroup } from "./remove-ring-group";
import type { Dialog } from "./ring-group";
import { RingGroupForm } from "./ring-group-form";
import { RingGroupTable } from "./ring-group-table";

export function RingGroupList() {
  const trpc = useTRPC();
  const place = useSearchedPage();
  const [dialog, openDialog] = useState<Dialog | null>(null);
  const query = useQuery({
    ...trpc.admin.ringGroups.list.queryOptions(place.input),
    placeholderData: keepPreviousData,
  });
  const closeDialog = () => openDialog(null);
  const add = (
    <Button look="primary" onClick={() => openDialog({ what: "add" })}>
      <Plus aria-hidden /> Add ring group
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Ring groups"
        lead="Agents whose phones ring for a callback, and when. The first to accept is joined with the contact."
        actions={add}
      />
      <SearchedListing
        one="ring group"
        many="ring groups"
        searches="Name"
        place={place}
        query={query}
        table={({ groups }) =>
          groups.length > 0 ? (
            <RingGroupTable groups={groups} dimmed={query.isPlaceholderData} openDialog={openDialog} />
          ) : null
        }
        empty={() => (
          <EmptyState icon={BellRing} title="No ring groups yet">
            <p>Add the agents who call contacts back. The step Request direct callback then rings them.</p>
            {add}
          </EmptyState>
        )}
      />
      {dialog && dialog.what !== "remove" ? (
        <RingGroupForm group={dialog.what === "edit" ? dialog.group : null} close={closeDialog} />
      ) : null}
      {dialog?.what === "remove" ? <RemoveRingGroup group={dialog.group} close={closeDialog} /> : null}
    </>
  );
}
