"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Plus, SquareFunction } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { SearchedListing, useSearchedPage } from "@/components/listing/searched-listing";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { AddFunction } from "./add-function";
import type { Dialog } from "./function";
import { FunctionTable } from "./function-table";
import { RemoveFunction } from "./remove-function";

export function FunctionList() {
  const trpc = useTRPC();
  const place = useSearchedPage();
  const [dialog, openDialog] = useState<Dialog | null>(null);
  const query = useQuery({
    ...trpc.admin.functions.list.queryOptions(place.input),
    placeholderData: keepPreviousData,
  });
  const closeDialog = () => openDialog(null);
  const add = (
    <Button look="primary" onClick={() => openDialog({ what: "add" })}>
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
            <FunctionTable functions={functions} dimmed={query.isPlaceholderData} openDialog={openDialog} />
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
      {dialog?.what === "add" ? <AddFunction close={closeDialog} /> : null}
      {dialog?.what === "remove" ? <RemoveFunction row={dialog.row} close={closeDialog} /> : null}
    </>
  );
}
