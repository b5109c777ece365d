"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import type { CalendarRow } from "./calendar";

/** Reads a calendar's web address again and shows the result. */
export function useRefresh(): (calendar: CalendarRow) => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = useMutation(trpc.admin.calendars.refresh.mutationOptions());
  return ({ id, name }) => {
    const toastId = toast.loading(`Reading the address of ${name}…`);
    refresh.mutate(
      { id },
      {
        onSuccess: ({ dates, unread }) => {
          const has = `${name} has ${dates} ${dates === 1 ? "date" : "dates"} from its address`;
          const odd = unread > 0 ? `, without ${unread} that cannot be read: edit it to see them` : "";
          toast.success(`${has}${odd}.`, { id: toastId });
          return queries.invalidateQueries(trpc.admin.calendars.pathFilter());
        },
        onError: ({ message }) => toast.error(`${name} keeps the dates it had: ${message}`, { id: toastId }),
      },
    );
  };
}
