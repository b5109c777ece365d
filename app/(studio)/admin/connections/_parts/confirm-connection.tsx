"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Confirm } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { Editable } from "./shown";

type ConfirmConnectionProps = { connection: Editable; close: () => void; removed?: () => void };

/** Asks before a connection goes with its actions and its secret. */
export function ConfirmConnection({ connection: { id, name }, close, removed }: ConfirmConnectionProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.connections.remove.mutationOptions({
      onSuccess: () => {
        toast.success(`${name} removed.`);
        removed?.();
        return queries.invalidateQueries(trpc.admin.connections.list.queryFilter());
      },
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
    }),
  );
  return (
    <Confirm
      open
      onOpenChange={close}
      title={`Remove ${name}?`}
      text="Its actions and its secret are deleted. Flows that use it must be changed first."
      action="Remove connection"
      keep="Keep it"
      onConfirm={() => remove.mutate({ id })}
    />
  );
}
