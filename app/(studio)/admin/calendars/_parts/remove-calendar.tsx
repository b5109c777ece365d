"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import { RemoveDialog } from "../../_parts/remove-dialog";
import type { CalendarRow } from "./calendar";

/** Confirms the removal of a calendar, or lists the flows that use it. */
export function RemoveCalendar({ calendar, close }: { calendar: CalendarRow; close: () => void }) {
  const { id, name, uses } = calendar;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.calendars.remove.mutationOptions({
      onSuccess: () => toast.success(`${name} removed.`),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.calendars.pathFilter()),
    }),
  );
  return (
    <RemoveDialog
      name={name}
      what="calendar"
      uses={uses}
      text="Its dates are gone for good."
      onRemove={() => remove.mutate({ id })}
      close={close}
    />
  );
}
