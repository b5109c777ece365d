"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Confirm } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { ActionRow } from "../../_parts/shown";

/** Asks before an action goes. */
export function ConfirmAction({ action: { id, values }, close }: { action: ActionRow; close: () => void }) {
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
    <Confirm
      open
      onOpenChange={close}
      title={`Remove ${values.name}?`}
      text="Flows that use it must be changed first."
      action="Remove action"
      keep="Keep it"
      onConfirm={() => remove.mutate({ id })}
    />
  );
}
