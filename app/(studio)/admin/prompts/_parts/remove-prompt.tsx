"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import { RemoveDialog } from "../../_parts/remove-dialog";
import type { PromptRow } from "./prompt";

/** Confirms the removal of a prompt, or lists the flows that use it. */
export function RemovePrompt({ prompt: { id, name, uses }, close }: { prompt: PromptRow; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.prompts.remove.mutationOptions({
      onSuccess: () => toast.success(`${name} removed.`),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.prompts.pathFilter()),
    }),
  );
  return (
    <RemoveDialog
      name={name}
      what="prompt"
      uses={uses}
      text="Its recording is deleted for good. Download it first if you may need it again."
      advice="Choose another message"
      onRemove={() => remove.mutate({ id })}
      close={close}
    />
  );
}
