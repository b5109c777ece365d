"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import { RemoveDialog } from "../../_parts/remove-dialog";
import type { RingGroupRow } from "./ring-group";

/** Confirms the removal of a ring group, or lists the flows that use it. */
export function RemoveRingGroup({ group, close }: { group: RingGroupRow; close: () => void }) {
  const { id, name, uses } = group;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.ringGroups.remove.mutationOptions({
      onSuccess: () => toast.success(`${name} removed.`),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.ringGroups.pathFilter()),
    }),
  );
  return (
    <RemoveDialog
      name={name}
      what="ring group"
      uses={uses}
      text="Callbacks that still wait for it find that nobody can be rung."
      onRemove={() => remove.mutate({ id })}
      close={close}
    />
  );
}
