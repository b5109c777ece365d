"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { AudioLines, Plus, SearchX } from "lucide-react";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SearchField } from "@/components/ui/search-field";
import { Pager } from "../../../_parts/pager";
import { Listing } from "../../_parts/listing";
import { PromptTable } from "./prompt-table";
import { RemovePrompt } from "./remove-prompt";
import { RenameForm } from "./rename-form";
import type { Shown } from "./shown";
import { UploadForm } from "./upload-form";

export function PromptList() {
  const trpc = useTRPC();
  const [{ search, page }, place] = useQueryStates(
    { search: parseAsString.withDefault(""), page: parseAsInteger.withDefault(1) },
    { history: "push" },
  );
  const [shown, show] = useState<Shown | null>(null);
  const query = useQuery({
    ...trpc.admin.prompts.list.queryOptions({ search, page: Math.max(0, page - 1) }),
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
      <search aria-label="Search prompts">
        <SearchField
          label="Name or description"
          value={search}
          onChange={(typed) => void place({ search: typed || null, page: null })}
          className="w-full sm:w-72"
        />
      </search>
      <Listing what="prompts" query={query}>
        {({ prompts }) =>
          prompts.length > 0 ? (
            <PromptTable prompts={prompts} dimmed={query.isPlaceholderData} show={show} />
          ) : search || page > 1 ? (
            <EmptyState icon={SearchX} title="No prompt matches">
              <Button onClick={() => void place({ search: null, page: null })}>Show all prompts</Button>
            </EmptyState>
          ) : (
            <EmptyState icon={AudioLines} title="No prompts yet">
              <p>Upload a recording, such as a greeting. Flows can play it wherever they say a message.</p>
              {add}
            </EmptyState>
          )
        }
      </Listing>
      {query.data ? <Pager page={page} {...query.data} go={(next) => void place({ page: next })} /> : null}
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
