"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";

/** Tests the stored connection and shows the result. */
export function useTestSalesforce() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const test = useMutation(trpc.admin.salesforce.test.mutationOptions());
  function run() {
    const toastId = toast.loading("Asking Salesforce…");
    test.mutate(
      { form: null },
      {
        onSuccess: (checked) => {
          if (checked.result === "ok")
            toast.success(`Salesforce lets us in, at ${checked.instanceUrl}.`, { id: toastId });
          else toast.error(checked.message, { id: toastId });
          return queries.invalidateQueries(trpc.admin.salesforce.pathFilter());
        },
        onError: ({ message }) => toast.error(`Not tested: ${message}`, { id: toastId }),
      },
    );
  }
  return { run, isPending: test.isPending };
}
