"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowRight, CircleX, Unplug } from "lucide-react";
import Link from "next/link";
import { useTRPC } from "@/app/_parts/trpc";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "../../../interactions/_parts/status-badge";

const FOLLOW_MS = 1000;

/** The progress of the started interaction, until it has ended. */
export function Followed({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data, error } = useQuery({
    ...trpc.interactions.get.queryOptions({ id }),
    refetchInterval: ({ state }) => (!state.data || state.data.status === "running" ? FOLLOW_MS : false),
  });
  return (
    <div className="space-y-2 rounded-card bg-well p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        {data ? <StatusBadge status={data.status} /> : <Skeleton className="w-20" />}
        <Link href={`/interactions/${id}`} className="text-accent-ink underline underline-offset-2">
          Open the interaction
        </Link>
      </div>
      <p role="status">{data?.why ?? "Started."}</p>
      {error ? (
        <Notice tone="warn" icon={Unplug}>
          Not up to date: the server cannot be reached. Trying again.
        </Notice>
      ) : null}
      <ol aria-label="Steps so far" className="space-y-1">
        {data?.steps.map(({ visit, name, exit, exitLabel, leftAt, error: trouble }) => (
          <li key={visit} className="flex items-center gap-2">
            <span className="font-medium">{name}</span>
            {leftAt === null ? (
              <span className="inline-flex items-center gap-1.5 text-live">
                <span aria-hidden className="size-1.5 animate-pulse-live rounded-round bg-live" /> Running
              </span>
            ) : exit ? (
              <span
                className={
                  trouble ? "inline-flex items-center gap-1 text-bad" : "inline-flex items-center gap-1 text-quiet"
                }
              >
                {trouble ? (
                  <CircleX aria-hidden className="size-3.5" />
                ) : (
                  <ArrowRight aria-hidden className="size-3.5" />
                )}
                {exitLabel}
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </div>
  );
}
