"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { ErrorState } from "@/components/ui/error-state";
import { FunctionEditor } from "./function-editor";
import { FunctionSkeleton } from "./function-skeleton";

export function FunctionPage({ id }: { id: string }) {
  const trpc = useTRPC();
  // Never refetched, so that unsaved changes are not replaced by what somebody else has saved: a save detects that.
  const query = useQuery({
    ...trpc.admin.functions.get.queryOptions({ id }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (query.data) return <FunctionEditor opened={query.data} />;
  if (!query.error) return <FunctionSkeleton />;
  return (
    <ErrorState level={1} title="The function could not be loaded" retry={() => void query.refetch()}>
      {query.error.message}
    </ErrorState>
  );
}
