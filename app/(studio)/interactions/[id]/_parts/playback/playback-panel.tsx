"use client";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { ErrorState } from "@/components/ui/error-state";
import { Panel } from "@/components/ui/panel";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { PlaybackView } from "./playback-view";

type Props = {
  id: string;
  /** Changes when more of the interaction has come. */
  revision: number;
};

/** The interaction on the canvas of its version, moment by moment. */
export function PlaybackPanel({ id, revision }: Props) {
  const { data, error, refetch } = useQuery(useTRPC().interactions.playback.queryOptions({ id }));
  const readAt = useRef(revision);
  useEffect(() => {
    if (readAt.current === revision) return;
    readAt.current = revision;
    void refetch();
  }, [revision, refetch]);
  return (
    <Panel title="The way it took" flush>
      {data ? (
        <PlaybackView playback={data} />
      ) : error ? (
        <ErrorState title="The way could not be loaded" retry={() => void refetch()}>
          {error.message}
        </ErrorState>
      ) : (
        <div className="p-4">
          <Loading what="the way it took" />
          <Skeleton className="h-80" />
        </div>
      )}
    </Panel>
  );
}
