"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import { RemoveDialog } from "../../_parts/remove-dialog";
import type { ConnectionRow } from "./connection";

/** Confirms the removal of a connection, or lists the flows that use it. */
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
  return (
    <RemoveDialog
      name={name}
      what="connection"
      uses={uses}
      text="Its actions and its secret are deleted."
      onRemove={() => remove.mutate({ id })}
      close={close}
    />
  );
}
