"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import { RemoveDialog } from "../../../_parts/remove-dialog";
import type { ActionRow } from "../../_parts/connection";

/** Confirms the removal of an action, or lists the flows that use it. */
export function ConfirmAction({ action: { id, values, uses }, close }: { action: ActionRow; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.connections.removeAction.mutationOptions({
      onSuccess: () => toast.success(`${values.name} removed.`),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.connections.pathFilter()),
    }),
  );
  return (
    <RemoveDialog
      name={values.name}
      what="action"
      uses={uses}
      text="This cannot be undone."
      onRemove={() => remove.mutate({ id })}
      close={close}
    />
  );
}
