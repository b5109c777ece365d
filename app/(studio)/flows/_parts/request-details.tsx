"use client";
import { useQuery } from "@tanstack/react-query";
import { isFinalError, useTRPC } from "@/app/_parts/trpc";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet } from "@/components/ui/sheet";
import { NotPublished } from "./request/not-published";
import { RequestBody } from "./request/request-body";
import { RequestSkeleton } from "./request/request-skeleton";

type RequestDetailsProps = { flowId: string; open: boolean; onOpenChange: (open: boolean) => void };

/** How to start this flow by the API: the request in several languages, its answers, and a form to try it. */
export function RequestDetails({ flowId, open, onOpenChange }: RequestDetailsProps) {
  const trpc = useTRPC();
  const { data, error, isPending, refetch } = useQuery({
    ...trpc.flows.request.queryOptions({ id: flowId }),
    enabled: open,
  });
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title="Request details"
      text="How a website's back end starts this flow."
    >
      {isPending ? <RequestSkeleton /> : null}
      {data?.published === false ? <NotPublished flowId={flowId} close={() => onOpenChange(false)} /> : null}
      {data?.published ? <RequestBody flowId={flowId} request={data} /> : null}
      {error && !data ? (
        <ErrorState
          title="The request could not be loaded"
          {...(isFinalError(error) ? {} : { retry: () => void refetch() })}
        >
          {error.message}
        </ErrorState>
      ) : null}
    </Sheet>
  );
}
