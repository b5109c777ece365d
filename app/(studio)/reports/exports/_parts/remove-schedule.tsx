"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Confirm } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toaster";
import type { Schedule } from "../../_parts/schedules/schedule";

export function RemoveSchedule({ schedule: { id, name }, close }: { schedule: Schedule; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.reports.removeSchedule.mutationOptions({
      onSuccess: () => toast.success(`${name} removed.`),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.reports.schedules.queryFilter()),
    }),
  );
  return (
    <Confirm
      open
      onOpenChange={close}
      title={`Remove ${name}?`}
      text="It exports nothing any more. Files that it has made stay as long as any."
      action="Remove schedule"
      keep="Keep it"
      onConfirm={() => remove.mutate({ id })}
    />
  );
}
