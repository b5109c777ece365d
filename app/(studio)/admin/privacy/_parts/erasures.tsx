"use client";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Hourglass } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { Status } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";

const FOLLOW_MS = 2000;

/** The last erasures and how far they are. */
export function Erasures() {
  const trpc = useTRPC();
  const { data = [] } = useQuery({
    ...trpc.admin.people.erasures.queryOptions(),
    refetchInterval: ({ state }) => (state.data?.some(({ finishedAt }) => !finishedAt) ? FOLLOW_MS : false),
  });
  if (data.length === 0) return null;
  return (
    <ul aria-label="Erasures" className="mt-4">
      {data.map(({ id, requestedAt, requestedBy, total, looked, erased, finishedAt }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-3 border-line border-t py-2">
          <Status tone={finishedAt ? "good" : "warn"} icon={finishedAt ? CircleCheck : Hourglass}>
            {finishedAt ? "Erased" : `Erasing: ${Math.min(looked, total)} of ${total} interactions looked at`}
          </Status>
          <span className="text-quiet">
            {erased} {erased === 1 ? "interaction" : "interactions"} · asked by {requestedBy},{" "}
            <Time value={requestedAt} as="minute" />
          </span>
        </li>
      ))}
    </ul>
  );
}
