"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import { type JobRow, taskLabel } from "./job";

/** Runs a failed job again. */
export function useRetryJob(): (job: JobRow) => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const retry = useMutation(trpc.admin.jobs.retry.mutationOptions());
  return ({ id, task }) =>
    retry.mutate(
      { id },
      {
        onSuccess: () => toast.success(`${taskLabel(task)}: it runs again now.`),
        onError: ({ message }) => toast.error(`Not retried: ${message}`),
        onSettled: () => queries.invalidateQueries(trpc.admin.jobs.pathFilter()),
      },
    );
}
