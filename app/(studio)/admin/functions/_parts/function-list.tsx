"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus, SquareFunction } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SearchedListing, useSearchedPage } from "../../_parts/searched-listing";
import { AddFunction } from "./add-function";
import { FunctionTable } from "./function-table";
import { RemoveFunction } from "./remove-function";
import type { Shown } from "./shown";

export function FunctionList() {
  const trpc = useTRPC();
  const place = useSearchedPage();
  const [shown, show] = useState<Shown | null>(null);
  const query = useQuery({
    ...trpc.admin.functions.list.queryOptions(place.input),
    placeholderData: keepPreviousData,
  });
  const hide = () => show(null);
  const add = (
    <Button look="primary" onClick={() => show({ what: "add" })}>
      <Plus aria-hidden /> Add function
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Functions"
        lead="JavaScript of your own that flows run, in a place where it can harm nothing: no network, no files, 2 seconds."
        actions={add}
      />
      <SearchedListing
        one="function"
        many="functions"
        searches="Name or description"
        place={place}
        query={query}
        table={({ functions }) =>
          functions.length > 0 ? (
            <FunctionTable functions={functions} dimmed={query.isPlaceholderData} show={show} />
          ) : null
        }
        empty={() => (
          <EmptyState icon={SquareFunction} title="No functions yet">
            <p>
              Write one to decide, reckon or reword what a flow cannot do by itself, such as a greeting by the hour.
            </p>
            {add}
          </EmptyState>
        )}
      />
      {shown?.what === "add" ? <AddFunction close={hide} /> : null}
      {shown?.what === "remove" ? <RemoveFunction row={shown.row} close={hide} /> : null}
    </>
  );
}
