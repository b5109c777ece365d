"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { AudioLines, Plus } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { SearchedListing, useSearchedPage } from "@/components/listing/searched-listing";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { Dialog } from "./prompt";
import { PromptTable } from "./prompt-table";
import { RemovePrompt } from "./remove-prompt";
import { RenameForm } from "./rename-form";
import { UploadForm } from "./upload-form";

export function PromptList() {
  const trpc = useTRPC();
  const place = useSearchedPage();
  const [dialog, openDialog] = useState<Dialog | null>(null);
  const query = useQuery({
    ...trpc.admin.prompts.list.queryOptions(place.input),
    placeholderData: keepPreviousData,
  });
  const add = (
    <Button look="primary" onClick={() => openDialog({ what: "add" })}>
      <Plus aria-hidden /> Add prompt
    </Button>
  );
  return (
    <>
      <PageHeader title="Prompts" lead="Recordings that flows play in calls." actions={add} />
      <SearchedListing
        one="prompt"
        many="prompts"
        searches="Name or description"
        place={place}
        query={query}
        table={({ prompts }) =>
          prompts.length > 0 ? (
            <PromptTable prompts={prompts} dimmed={query.isPlaceholderData} openDialog={openDialog} />
          ) : null
        }
        empty={() => (
          <EmptyState icon={AudioLines} title="No prompts yet">
            <p>Upload a recording, such as a greeting. Flows can play it wherever they say a message.</p>
            {add}
          </EmptyState>
        )}
      />
      {dialog ? <PromptWindow dialog={dialog} close={() => openDialog(null)} /> : null}
    </>
  );
}

function PromptWindow({ dialog, close }: { dialog: Dialog; close: () => void }) {
  if (dialog.what === "add") return <UploadForm prompt={null} close={close} />;
  if (dialog.what === "replace") return <UploadForm prompt={dialog.prompt} close={close} />;
  if (dialog.what === "rename") return <RenameForm prompt={dialog.prompt} close={close} />;
  return <RemovePrompt prompt={dialog.prompt} close={close} />;
}
