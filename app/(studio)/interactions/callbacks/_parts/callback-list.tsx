"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { parseAsInteger, useQueryState } from "nuqs";
import { useTRPC } from "@/app/_parts/trpc";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Panel } from "@/components/ui/panel";
import { Pager } from "../../../_parts/pager";
import { FollowMark } from "../../_parts/follow-mark";
import { RowSkeletons } from "../../_parts/row-skeletons";
import { Views } from "../../_parts/views";
import { CallbackTable } from "./callback-table";
import { LEAD } from "./lead";

const FOLLOW_MS = 2000;

export function CallbackList() {
  const trpc = useTRPC();
  const [page, place] = useQueryState("page", parseAsInteger.withDefault(1).withOptions({ history: "push" }));
  const { data, error, isPending, refetch, isPlaceholderData } = useQuery({
    ...trpc.interactions.callbacks.queryOptions({ page: Math.max(0, page - 1) }),
    refetchInterval: FOLLOW_MS,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHeader title="Callbacks" lead={LEAD} actions={<FollowMark live away={Boolean(error)} />} />
      <Views />
      <Panel flush>
        {isPending ? <RowSkeletons /> : null}
        {error && !data ? (
          <ErrorState title="The callbacks could not be loaded" retry={() => void refetch()}>
            {error.message}
          </ErrorState>
        ) : null}
        {data && data.callbacks.length > 0 ? (
          <CallbackTable callbacks={data.callbacks} dimmed={isPlaceholderData} />
        ) : null}
        {data && data.callbacks.length === 0 ? (
          <EmptyState icon={BellRing} title="Nobody waits to be called back">
            <p>A contact who comes to the step Request direct callback of a flow stands here until an agent accepts.</p>
          </EmptyState>
        ) : null}
      </Panel>
      {data ? <Pager page={page} {...data} go={(next) => void place(next)} /> : null}
    </>
  );
}
