"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Confirm } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import { InUse } from "./in-use";
import type { ConnectionRow } from "./shown";

/** Asks before a connection goes with its actions and its secret, or says which flows keep it. */
export function ConfirmConnection({ connection, close }: { connection: ConnectionRow; close: () => void }) {
  const { id, name, uses } = connection;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.connections.remove.mutationOptions({
      onSuccess: () => {
        toast.success(`${name} removed.`);
        return queries.invalidateQueries(trpc.admin.connections.list.queryFilter());
      },
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
    }),
  );
  if (uses.length > 0) return <InUse name={name} uses={uses} what="connection" close={close} />;
  return (
    <Confirm
      open
      onOpenChange={close}
      title={`Remove ${name}?`}
      text="Its actions and its secret are deleted."
      action="Remove connection"
      keep="Keep it"
      onConfirm={() => remove.mutate({ id })}
    />
  );
}
