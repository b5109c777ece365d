"use client";
import { useQuery } from "@tanstack/react-query";
import { SearchX, Unplug } from "lucide-react";
import Link from "next/link";
import { isFinalError, useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { Attempts } from "./attempts";
import { AgreedPanel, ConsentPanel } from "./consent";
import { EventLog } from "./event-log";
import { InteractionSkeleton } from "./interaction-skeleton";
import { Overview } from "./overview";
import { PlaybackPanel } from "./playback/playback-panel";
import { SlotWait } from "./slot-wait";
import { Steps } from "./steps";
import { Title } from "./title";
import { Variables } from "./variables";

const FOLLOW_MS = 1000;

/** The page of an interaction; refetched each second until it has ended. */
export function InteractionView({ id, mayCancel }: { id: string; mayCancel: boolean }) {
  const trpc = useTRPC();
  const { data, error, isPending, refetch } = useQuery({
    ...trpc.interactions.get.queryOptions({ id }),
    refetchInterval: ({ state }) => (state.data?.status === "running" ? FOLLOW_MS : false),
  });
  if (isPending) return <InteractionSkeleton />;
  if (!data) return <NotShown gone={isFinalError(error)} message={error?.message} retry={() => void refetch()} />;
  return (
    <>
      <Title interaction={data} mayCancel={mayCancel} />
      {error ? (
        <Notice tone="warn" icon={Unplug} role="status">
          Not up to date: the server cannot be reached. Trying again.
        </Notice>
      ) : null}
      <SlotWait attempts={data.attempts} serverNow={data.now} running={data.status === "running"} />
      <Overview interaction={data} />
      <PlaybackPanel id={id} revision={data.log.length + (data.finishedAt ? 1 : 0)} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-5">
          <Steps flowId={data.flow.id} steps={data.steps} />
          <Attempts attempts={data.attempts} legs={data.legs} refused={data.refused} />
        </div>
        <div className="grid min-w-0 gap-5">
          <Variables variables={data.variables} />
          {data.consent ? <ConsentPanel consent={data.consent} /> : null}
          {data.agreed ? <AgreedPanel agreed={data.agreed} /> : null}
          <EventLog log={data.log} />
        </div>
      </div>
    </>
  );
}

function NotShown({ gone, message, retry }: { gone: boolean; message: string | undefined; retry: () => void }) {
  if (!gone)
    return (
      <ErrorState level={1} title="The interaction could not be loaded" retry={retry}>
        {message}
      </ErrorState>
    );
  return (
    <EmptyState level={1} icon={SearchX} title="There is no such interaction">
      <p>It may belong to another account, or was deleted when its retention ran out.</p>
      <Button asChild look="primary">
        <Link href="/interactions">Go to interactions</Link>
      </Button>
    </EmptyState>
  );
}
