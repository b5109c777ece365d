"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { BellRing, Plus } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SearchedListing, useSearchedPage } from "../../_parts/searched-listing";
import { RemoveRingGroup } from "./remove-ring-group";
import { RingGroupForm } from "./ring-group-form";
import { RingGroupTable } from "./ring-group-table";
import type { Shown } from "./shown";

export function RingGroupList() {
  const trpc = useTRPC();
  const place = useSearchedPage();
  const [shown, show] = useState<Shown | null>(null);
  const query = useQuery({
    ...trpc.admin.ringGroups.list.queryOptions(place.input),
    placeholderData: keepPreviousData,
  });
  const hide = () => show(null);
  const add = (
    <Button look="primary" onClick={() => show({ what: "add" })}>
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
          groups.length > 0 ? <RingGroupTable groups={groups} dimmed={query.isPlaceholderData} show={show} /> : null
        }
        empty={() => (
          <EmptyState icon={BellRing} title="No ring groups yet">
            <p>Add the agents who call contacts back. The step Request direct callback then rings them.</p>
            {add}
          </EmptyState>
        )}
      />
      {shown && shown.what !== "remove" ? (
        <RingGroupForm group={shown.what === "edit" ? shown.group : null} close={hide} />
      ) : null}
      {shown?.what === "remove" ? <RemoveRingGroup group={shown.group} close={hide} /> : null}
    </>
  );
}
