"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { FileUp, Plus, ShieldBan } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { SearchedListing, useSearchedPage } from "@/components/listing/searched-listing";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { AddNumber } from "./add-number";
import { ImportDialog } from "./import-dialog";
import type { Dialog } from "./listed-number";
import { NumberTable } from "./number-table";
import { RemoveNumber } from "./remove-number";

/** The account's do-not-call list. */
export function DoNotCallList() {
  const trpc = useTRPC();
  const place = useSearchedPage();
  const [dialog, openDialog] = useState<Dialog | null>(null);
  const query = useQuery({
    ...trpc.admin.doNotCall.list.queryOptions(place.input),
    placeholderData: keepPreviousData,
  });
  const close = () => openDialog(null);
  return (
    <>
      <PageHeader
        title="Privacy"
        lead="The do-not-call list: no flow of this account rings these numbers, and a dial that waits for one is stopped."
        actions={
          <>
            <Button onClick={() => openDialog({ what: "import" })}>
              <FileUp aria-hidden /> Import
            </Button>
            <Button look="primary" onClick={() => openDialog({ what: "add" })}>
              <Plus aria-hidden /> Add number
            </Button>
          </>
        }
      />
      <SearchedListing
        one="number"
        many="numbers"
        searches="Number"
        place={place}
        query={query}
        table={({ numbers }) =>
          numbers.length > 0 ? (
            <NumberTable
              numbers={numbers}
              dimmed={query.isPlaceholderData}
              remove={(number) => openDialog({ what: "remove", number })}
            />
          ) : null
        }
        empty={() => (
          <EmptyState icon={ShieldBan} title="Nobody is on the list">
            <p>Add the numbers of people who do not want to be called, or import a file of them.</p>
            <Button look="primary" onClick={() => openDialog({ what: "add" })}>
              <Plus aria-hidden /> Add number
            </Button>
          </EmptyState>
        )}
      />
      {dialog?.what === "add" ? <AddNumber close={close} /> : null}
      {dialog?.what === "import" ? <ImportDialog close={close} /> : null}
      {dialog?.what === "remove" ? <RemoveNumber number={dialog.number} close={close} /> : null}
    </>
  );
}
