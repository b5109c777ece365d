"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import { RemoveDialog } from "../../_parts/remove-dialog";
import type { NumberRow } from "./number";

/** Confirms the removal of a number, or lists the flows that use it. */
export function RemoveNumber({ number: { e164, label, uses }, close }: { number: NumberRow; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.numbers.remove.mutationOptions({
      onSuccess: () => toast.success(`${label} removed.`),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.numbers.pathFilter()),
    }),
  );
  return (
    <RemoveDialog
      name={label}
      what="number"
      uses={uses}
      text={`${e164} stays yours at the carrier; only Patchcord forgets it. You can add it again.`}
      onRemove={() => remove.mutate({ e164 })}
      close={close}
    />
  );
}
