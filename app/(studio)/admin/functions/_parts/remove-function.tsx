"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import { RemoveDialog } from "../../_parts/remove-dialog";
import type { FunctionRow } from "./function";

type RemoveFunctionProps = { row: Pick<FunctionRow, "id" | "name" | "uses">; close: () => void; removed?: () => void };

/** Confirms the removal of a function, or lists the flows that use it. */
export function RemoveFunction({ row: { id, name, uses }, close, removed }: RemoveFunctionProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.functions.remove.mutationOptions({
      onSuccess: () => {
        toast.success(`${name} removed.`);
        removed?.();
      },
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.functions.list.queryFilter()),
    }),
  );
  return (
    <RemoveDialog
      name={name}
      what="function"
      uses={uses}
      text="Its source goes with every version of it. This cannot be undone."
      onRemove={() => remove.mutate({ id })}
      close={close}
    />
  );
}
