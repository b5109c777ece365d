"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronLeft, CirclePause, CirclePlay, PencilLine, SearchX, Send } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { isFinalError, useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { toast } from "@/components/ui/toaster";
import type { Dialog } from "../../_parts/endpoint";
import { EndpointDialogs } from "../../_parts/endpoint-dialogs";
import { DeliveryList } from "./delivery-list";
import { EndpointFacts } from "./endpoint-facts";

/** The page of an endpoint, with its log. */
export function EndpointView({ id }: { id: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const [dialog, openDialog] = useState<Dialog | null>(null);
  const query = useQuery(trpc.admin.webhooks.get.queryOptions({ id }));
  const onSettled = () => queries.invalidateQueries(trpc.admin.webhooks.pathFilter());
  const onError = ({ message }: { message: string }) => toast.error(message);
  const test = useMutation(
    trpc.admin.webhooks.test.mutationOptions({
      onSuccess: () => toast.success("A test event is on its way: its line in the log says what came of it."),
      onError,
      onSettled,
    }),
  );
  const pause = useMutation(trpc.admin.webhooks.pause.mutationOptions({ onError, onSettled }));
  const resume = useMutation(trpc.admin.webhooks.resume.mutationOptions({ onError, onSettled }));
  const { data } = query;
  if (!data && isFinalError(query.error)) return <NotThere />;
  const isActive = data?.status === "active";
  return (
    <>
      <Link href="/admin/webhooks" className="inline-flex items-center gap-1 rounded-tag text-quiet hover:text-ink">
        <ChevronLeft aria-hidden className="size-4" /> Webhooks
      </Link>
      <PageHeader
        title={data?.name ?? "Webhook endpoint"}
        lead="Each event is sent until the address answers with success, in the order of its interaction, for three days at most."
        actions={
          <>
            <Button onClick={() => data && openDialog({ what: "edit", endpoint: data })} disabled={!data}>
              <PencilLine aria-hidden /> Edit endpoint
            </Button>
            <Button onClick={() => (isActive ? pause : resume).mutate({ id })} disabled={!data}>
              {isActive ? <CirclePause aria-hidden /> : <CirclePlay aria-hidden />} {isActive ? "Pause" : "Resume"}
            </Button>
            <Button look="primary" onClick={() => test.mutate({ id })} disabled={!isActive}>
              <Send aria-hidden /> Send a test event
            </Button>
          </>
        }
      />
      {data ? <EndpointFacts endpoint={data} openDialog={openDialog} /> : null}
      <DeliveryList endpoint={id} isActive={isActive} />
      <EndpointDialogs dialog={dialog} openDialog={openDialog} removed={() => router.push("/admin/webhooks")} />
    </>
  );
}

function NotThere() {
  return (
    <EmptyState level={1} icon={SearchX} title="There is no such webhook endpoint">
      <p>It may have been removed, or belongs to another account.</p>
      <Button asChild look="primary">
        <Link href="/admin/webhooks">Go to webhooks</Link>
      </Button>
    </EmptyState>
  );
}
