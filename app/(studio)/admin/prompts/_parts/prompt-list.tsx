"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { AudioLines, Plus } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SearchedListing, useSearchedPage } from "../../_parts/searched-listing";
import { PromptTable } from "./prompt-table";
import { RemovePrompt } from "./remove-prompt";
import { RenameForm } from "./rename-form";
import type { Shown } from "./shown";
import { UploadForm } from "./upload-form";

export function PromptList() {
  const trpc = useTRPC();
  const place = useSearchedPage();
  const [shown, show] = useState<Shown | null>(null);
  const query = useQuery({
    ...trpc.admin.prompts.list.queryOptions(place.input),
    placeholderData: keepPreviousData,
  });
  const add = (
    <Button look="primary" onClick={() => show({ what: "add" })}>
      <Plus aria-hidden /> Add prompt
    </Button>
  );
  return (
    <>
      <PageHeader title="Prompts" lead="Recordings that flows play to callers." actions={add} />
      <SearchedListing
        one="prompt"
        many="prompts"
        searches="Name or description"
        place={place}
        query={query}
        table={({ prompts }) =>
          prompts.length > 0 ? <PromptTable prompts={prompts} dimmed={query.isPlaceholderData} show={show} /> : null
        }
        empty={() => (
          <EmptyState icon={AudioLines} title="No prompts yet">
            <p>Upload a recording, such as a greeting. Flows can play it wherever they say a message.</p>
            {add}
          </EmptyState>
        )}
      />
      {shown ? <PromptWindow shown={shown} close={() => show(null)} /> : null}
    </>
  );
}

function PromptWindow({ shown, close }: { shown: Shown; close: () => void }) {
  if (shown.what === "add") return <UploadForm prompt={null} close={close} />;
  if (shown.what === "replace") return <UploadForm prompt={shown.prompt} close={close} />;
  if (shown.what === "rename") return <RenameForm prompt={shown.prompt} close={close} />;
  return <RemovePrompt prompt={shown.prompt} close={close} />;
}
