"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { BellRing, Plus, SearchX } from "lucide-react";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SearchField } from "@/components/ui/search-field";
import { Pager } from "../../../_parts/pager";
import { Listing } from "../../_parts/listing";
import { RemoveRingGroup } from "./remove-ring-group";
import { RingGroupForm } from "./ring-group-form";
import { RingGroupTable } from "./ring-group-table";
import type { Shown } from "./shown";

export function RingGroupList() {
  const trpc = useTRPC();
  const [{ search, page }, place] = useQueryStates(
    { search: parseAsString.withDefault(""), page: parseAsInteger.withDefault(1) },
    { history: "push" },
  );
  const [shown, show] = useState<Shown | null>(null);
  const query = useQuery({
    ...trpc.admin.ringGroups.list.queryOptions({ search, page: Math.max(0, page - 1) }),
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
      <search aria-label="Search ring groups">
        <SearchField
          label="Name"
          value={search}
          onChange={(typed) => void place({ search: typed || null, page: null })}
          className="w-full sm:w-72"
        />
      </search>
      <Listing what="ring groups" query={query}>
        {({ groups }) =>
          groups.length > 0 ? (
            <RingGroupTable groups={groups} dimmed={query.isPlaceholderData} show={show} />
          ) : search || page > 1 ? (
            <EmptyState icon={SearchX} title="No ring group matches">
              <Button onClick={() => void place({ search: null, page: null })}>Show all ring groups</Button>
            </EmptyState>
          ) : (
            <EmptyState icon={BellRing} title="No ring groups yet">
              <p>Add the agents who call contacts back. The step Request direct callback then rings them.</p>
              {add}
            </EmptyState>
          )
        }
      </Listing>
      {query.data ? <Pager page={page} {...query.data} go={(next) => void place({ page: next })} /> : null}
      {shown && shown.what !== "remove" ? (
        <RingGroupForm group={shown.what === "edit" ? shown.group : null} close={hide} />
      ) : null}
      {shown?.what === "remove" ? <RemoveRingGroup group={shown.group} close={hide} /> : null}
    </>
  );
}
