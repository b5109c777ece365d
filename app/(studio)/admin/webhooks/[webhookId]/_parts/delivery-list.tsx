"use client";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Inbox, RotateCcw } from "lucide-react";
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Listing } from "@/components/listing/listing";
import { NoMatch } from "@/components/listing/no-match";
import { Pager } from "@/components/listing/pager";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Segmented } from "@/components/ui/segmented";
import { toast } from "@/components/ui/toaster";
import type { DeliveryRow } from "../../_parts/endpoint";
import { DeliveryDialog } from "./delivery-dialog";
import { DeliveryTable } from "./delivery-table";
import { SendAgainDialog } from "./send-again-dialog";

const REFRESH_MS = 3000;

const STATES = ["all", "waiting", "delivered", "dead"] as const;
const CHOICES = [
  { value: "all", label: "All" },
  { value: "waiting", label: "Waiting" },
  { value: "delivered", label: "Delivered" },
  { value: "dead", label: "Given up" },
];

/** An endpoint's log: each event, and what came of it. */
export function DeliveryList({ endpoint, isActive }: { endpoint: string; isActive: boolean }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [shown, show] = useState<DeliveryRow | "range" | null>(null);
  const [{ state, page }, set] = useQueryStates(
    { state: parseAsStringLiteral(STATES).withDefault("all"), page: parseAsInteger.withDefault(1) },
    { history: "push" },
  );
  const query = useQuery({
    ...trpc.admin.webhooks.deliveries.queryOptions({
      endpoint,
      state: state === "all" ? null : state,
      page: Math.max(0, page - 1),
    }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  const again = useMutation(
    trpc.admin.webhooks.sendAgain.mutationOptions({
      onSuccess: ({ events }) =>
        toast.success(events === 1 ? "One event is sent again." : `${events} events are sent again.`),
      onError: ({ message }) => toast.error(`Not sent again: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.webhooks.pathFilter()),
    }),
  );
  const sendAgain = (which: Parameters<typeof again.mutate>[0]["which"]) => again.mutate({ endpoint, which });
  return (
    <>
      <Listing
        what="events"
        query={query}
        refreshes
        filters={
          <div className="flex flex-wrap items-center gap-2">
            <Segmented
              aria-label="State"
              value={state}
              choices={CHOICES}
              onChange={(next) => void set({ state: next as (typeof STATES)[number], page: null })}
              className="w-fit max-w-full"
            />
            <Button disabled={!isActive} onClick={() => show("range")}>
              <RotateCcw aria-hidden /> Send a range again
            </Button>
          </div>
        }
        table={({ deliveries }) =>
          deliveries.length > 0 ? (
            <DeliveryTable
              deliveries={deliveries}
              dimmed={query.isPlaceholderData}
              isActive={isActive}
              show={show}
              sendAgain={({ event }) => sendAgain({ event })}
            />
          ) : null
        }
        empty={() => (
          <EmptyState icon={Inbox} title="No event yet">
            <p>Events show here as they happen, with each try and its answer. Send a test event to see one.</p>
          </EmptyState>
        )}
        noMatch={
          state !== "all" || page > 1 ? (
            <NoMatch
              title="No event matches"
              action="Show all events"
              clear={() => void set({ state: null, page: null })}
            />
          ) : null
        }
        pager={({ size, total }) => (
          <Pager page={page} size={size} total={total} setPage={(next) => void set({ page: next })} />
        )}
      />
      {shown === "range" ? (
        <SendAgainDialog
          mutation={again}
          send={(which) => again.mutate({ endpoint, which }, { onSuccess: () => show(null) })}
          close={() => show(null)}
        />
      ) : null}
      {shown && shown !== "range" ? (
        <DeliveryDialog endpoint={endpoint} delivery={shown} close={() => show(null)} />
      ) : null}
    </>
  );
}
