"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { parseAsInteger, parseAsStringLiteral, useQueryState } from "nuqs";
import { useTRPC } from "@/app/_parts/trpc";
import { Listing } from "@/components/listing/listing";
import { Pager } from "@/components/listing/pager";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Segmented } from "@/components/ui/segmented";
import { FollowMark } from "../../_parts/follow-mark";
import { Views } from "../../_parts/views";
import { CallbackTable } from "./callback-table";
import { LEAD } from "./lead";

const FOLLOW_MS = 2000;
const SHOWN = ["open", "over"] as const;
const CHOICES = [
  { value: "open", label: "Waiting and running" },
  { value: "over", label: "Over" },
];

export function CallbackList() {
  const trpc = useTRPC();
  const [page, setPage] = useQueryState("page", parseAsInteger.withDefault(1).withOptions({ history: "push" }));
  const [show, setShow] = useQueryState("show", parseAsStringLiteral(SHOWN).withDefault("open"));
  const query = useQuery({
    ...trpc.interactions.callbacks.queryOptions({ page: Math.max(0, page - 1), over: show === "over" }),
    refetchInterval: FOLLOW_MS,
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHeader title="Callbacks" lead={LEAD} actions={<FollowMark live away={Boolean(query.error)} />} />
      <Views />
      <Segmented
        aria-label="Which callbacks to show"
        value={show}
        choices={CHOICES}
        onChange={(next) => {
          void setShow(next === "over" ? "over" : "open");
          void setPage(1);
        }}
        className="w-fit"
      />
      <Listing
        what="callbacks"
        query={query}
        skeleton="dense"
        table={({ callbacks }) =>
          callbacks.length > 0 ? <CallbackTable callbacks={callbacks} dimmed={query.isPlaceholderData} /> : null
        }
        empty={() =>
          show === "over" ? (
            <EmptyState icon={BellRing} title="No callback is over yet">
              <p>Each one stays here as long as its interaction is kept, with what happened to it.</p>
            </EmptyState>
          ) : (
            <EmptyState icon={BellRing} title="Nobody waits to be called back">
              <p>
                A contact who comes to the step Request direct callback of a flow stands here until an agent accepts.
              </p>
            </EmptyState>
          )
        }
        pager={({ size, total }) => (
          <Pager page={page} size={size} total={total} setPage={(next) => void setPage(next)} />
        )}
      />
    </>
  );
}
