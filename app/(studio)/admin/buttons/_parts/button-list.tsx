"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { MousePointerClick, Plus } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { SearchedListing, useSearchedPage } from "@/components/listing/searched-listing";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { ButtonForm } from "./button-form";
import { ButtonTable } from "./button-table";
import { RemoveButton } from "./remove-button";
import { SnippetDialog } from "./snippet-dialog";
import type { Dialog } from "./website-button";

export function ButtonList() {
  const trpc = useTRPC();
  const place = useSearchedPage();
  const [dialog, openDialog] = useState<Dialog | null>(null);
  const query = useQuery({
    ...trpc.admin.buttons.list.queryOptions(place.input),
    placeholderData: keepPreviousData,
  });
  const setup = useQuery(trpc.admin.buttons.setup.queryOptions());
  const closeDialog = () => openDialog(null);
  const add = (
    <Button look="primary" disabled={!setup.data} onClick={() => openDialog({ what: "add" })}>
      <Plus aria-hidden /> Add button
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Buttons"
        lead="Buttons for your sites: visitors leave their number and are called, without a back end of yours."
        actions={add}
      />
      <SearchedListing
        one="button"
        many="buttons"
        searches="Name"
        place={place}
        query={query}
        table={({ buttons }) =>
          buttons.length > 0 ? (
            <ButtonTable buttons={buttons} dimmed={query.isPlaceholderData} openDialog={openDialog} />
          ) : null
        }
        empty={() => (
          <EmptyState icon={MousePointerClick} title="No buttons yet">
            <p>A button calls whoever presses it and asks first, so that nobody is rung who did not want it.</p>
            {add}
          </EmptyState>
        )}
      />
      {setup.data && (dialog?.what === "add" || dialog?.what === "edit") ? (
        <ButtonForm button={dialog.what === "edit" ? dialog.button : null} setup={setup.data} close={closeDialog} />
      ) : null}
      {dialog?.what === "snippet" && query.data ? (
        <SnippetDialog button={dialog.button} script={query.data.script} close={closeDialog} />
      ) : null}
      {dialog?.what === "remove" ? <RemoveButton button={dialog.button} close={closeDialog} /> : null}
    </>
  );
}
