"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import { RemoveDialog } from "../../_parts/remove-dialog";
import type { FlowUse } from "./salesforce";

/** Confirms the removal of the connection, or lists the flows that use it. */
export function RemoveConnection({ uses, close }: { uses: FlowUse[]; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.salesforce.remove.mutationOptions({
      onSuccess: () => toast.success("The Salesforce connection is removed."),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.salesforce.pathFilter()),
    }),
  );
  return (
    <RemoveDialog
      name="The Salesforce connection"
      what="connection"
      uses={uses}
      text="Its secret is deleted here; the app in Salesforce stays."
      advice="Take the Salesforce data dips out"
      title="Remove the Salesforce connection?"
      onRemove={() => remove.mutate()}
      close={close}
    />
  );
}
