"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { parseAsInteger, useQueryState } from "nuqs";
import { useTRPC } from "@/app/_parts/trpc";
import { Listing } from "@/components/listing/listing";
import { Pager } from "@/components/listing/pager";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { FollowMark } from "../../_parts/follow-mark";
import { Views } from "../../_parts/views";
import { CallbackTable } from "./callback-table";
import { LEAD } from "./lead";

const FOLLOW_MS = 2000;

export function CallbackList() {
  const trpc = useTRPC();
  const [page, setPage] = useQueryState("page", parseAsInteger.withDefault(1).withOptions({ history: "push" }));
  const query = useQuery({
    ...trpc.interactions.callbacks.queryOptions({ page: Math.max(0, page - 1) }),
    refetchInterval: FOLLOW_MS,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHeader title="Callbacks" lead={LEAD} actions={<FollowMark live away={Boolean(query.error)} />} />
      <Views />
      <Listing
        what="callbacks"
        query={query}
        skeleton="dense"
        table={({ callbacks }) =>
          callbacks.length > 0 ? <CallbackTable callbacks={callbacks} dimmed={query.isPlaceholderData} /> : null
        }
        empty={() => (
          <EmptyState icon={BellRing} title="Nobody waits to be called back">
            <p>A contact who comes to the step Request direct callback of a flow stands here until an agent accepts.</p>
          </EmptyState>
        )}
        pager={({ size, total }) => (
          <Pager page={page} size={size} total={total} setPage={(next) => void setPage(next)} />
        )}
      />
    </>
  );
}
