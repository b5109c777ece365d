"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import type { CarrierRow } from "./carrier";

/** Tests the stored credentials at the carrier and shows the result. */
export function useTestConnection(): (carrier: CarrierRow) => void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const test = useMutation(trpc.admin.carriers.test.mutationOptions());
  return ({ id, name }) => {
    const toastId = toast.loading(`Asking ${name}…`);
    test.mutate(
      { id, form: null },
      {
        onSuccess: (checked) => {
          if (checked.result === "ok") toast.success(`${name} is there and takes the credentials.`, { id: toastId });
          else toast.error(checked.message, { id: toastId });
          return queries.invalidateQueries(trpc.admin.carriers.pathFilter());
        },
        onError: ({ message }) => toast.error(`Not tested: ${message}`, { id: toastId }),
      },
    );
  };
}
