"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import { RemoveDialog } from "../../_parts/remove-dialog";
import type { ButtonRow } from "./website-button";

/** Confirms the removal of a button. */
export function RemoveButton({ button: { id, values }, close }: { button: ButtonRow; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.buttons.remove.mutationOptions({
      onSuccess: () => toast.success(`${values.name} removed.`),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.buttons.pathFilter()),
    }),
  );
  return (
    <RemoveDialog
      name={values.name}
      what="button"
      uses={[]}
      text="It vanishes from the pages that show it, and its key is never valid again. Calls that run go on."
      onRemove={() => remove.mutate({ id })}
      close={close}
    />
  );
}
