"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";

/** Signs in with what is stored, and tells how that went. */
export function useTestSalesforce() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const test = useMutation(trpc.admin.salesforce.test.mutationOptions());
  function run() {
    const told = toast.loading("Asking Salesforce…");
    test.mutate(
      { form: null },
      {
        onSuccess: (said) => {
          if (said.result === "ok") toast.success(`Salesforce lets us in, at ${said.instanceUrl}.`, { id: told });
          else toast.error(said.message, { id: told });
          return queries.invalidateQueries(trpc.admin.salesforce.pathFilter());
        },
        onError: ({ message }) => toast.error(`Not tested: ${message}`, { id: told }),
      },
    );
  }
  return { run, isPending: test.isPending };
}
