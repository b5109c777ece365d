"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Confirm } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import { InUse } from "../../_parts/in-use";
import type { ActionRow } from "../../_parts/shown";

/** Asks before an action goes, or says which flows keep it. */
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
  if (uses.length > 0) return <InUse name={values.name} uses={uses} what="action" close={close} />;
  return (
    <Confirm
      open
      onOpenChange={close}
      title={`Remove ${values.name}?`}
      text="This cannot be undone."
      action="Remove action"
      keep="Keep it"
      onConfirm={() => remove.mutate({ id })}
    />
  );
}
