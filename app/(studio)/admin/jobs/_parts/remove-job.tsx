"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Confirm } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import { type JobRow, taskLabel } from "./job";

/** Asks for confirmation before a job is removed: its work is then never done. */
export function RemoveJob({ job: { id, task }, close }: { job: JobRow; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.jobs.remove.mutationOptions({
      onSuccess: () => toast.success("The job is removed."),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.jobs.pathFilter()),
    }),
  );
  return (
    <Confirm
      open
      onOpenChange={close}
      title={`Remove "${taskLabel(task)}"?`}
      text="It is not done then. Its interaction goes on when its own deadline passes."
      action="Remove job"
      keep="Keep it"
      onConfirm={() => remove.mutate({ id })}
    />
  );
}
