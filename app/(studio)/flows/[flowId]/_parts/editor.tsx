"use client";
import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import Link from "next/link";
import { useCallback, useDeferredValue, useMemo } from "react";
import { isFinalError, useTRPC, useTRPCClient } from "@/app/_parts/trpc";
import type { OpenedDraft } from "@/components/editor/draft/draft-store";
import { useDraftStore } from "@/components/editor/draft/use-draft-store";
import { PresenceProvider } from "@/components/editor/presence/presence-context";
import type { Rights } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { type AccountNames, NOTHING_NAMED } from "@/engine/verify/problem";
import { EditorSkeleton } from "./editor-skeleton";
import { useDraftRemote } from "./use-draft-remote";
import { Workbench } from "./workbench";

type Props = { flowId: string; may: Rights };

/** Loads the draft once; from then on the draft store keeps it up to date. */
export function Editor({ flowId, may }: Props) {
  const trpc = useTRPC();
  const draft = useQuery({
    ...trpc.flows.draft.queryOptions({ id: flowId }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  // Deferred, so that React renders the editor in slices: rendered at once, it would block the page for a tenth of a second.
  const opened = useDeferredValue(draft.data as OpenedFlow | undefined);
  if (draft.isPending) return <EditorSkeleton />;
  if (!draft.data)
    return (
      <NotShown gone={isFinalError(draft.error)} message={draft.error.message} retry={() => void draft.refetch()} />
    );
  return opened ? <OpenEditor may={may} opened={opened} /> : <EditorSkeleton />;
}

type OpenedFlow = OpenedDraft & { flow: { id: string; archived: boolean }; me: { id: string } };

function OpenEditor({ may, opened }: { may: Rights; opened: OpenedFlow }) {
  const { flow, me } = opened;
  const remote = useDraftRemote(flow.id);
  const readOnly = !may.edit || flow.archived;
  const draft = useDraftStore({ flow: flow.id, user: me.id, opened, readOnly, remote });
  const { flows } = useTRPCClient();
  const tell = useCallback(
    (step: string | null | undefined) =>
      flows.presence.mutate({ id: flow.id, ...(step === undefined ? {} : { step }) }),
    [flows, flow.id],
  );
  return (
    <PresenceProvider tell={tell} me={me.id} recent={draft.recent}>
      <Workbench flow={flow} may={may} draft={draft} names={useNames()} />
    </PresenceProvider>
  );
}

const NAMES_FRESH_MS = 30_000;

/** The account's numbers, prompts, connections and so on by name: for pickers and for the verifier. */
function useNames(): AccountNames {
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.flows.names.queryOptions(), staleTime: NAMES_FRESH_MS });
  return useMemo(() => {
    if (!data) return NOTHING_NAMED;
    const kinds = Object.entries(data).map(([kind, list]) => [
      kind,
      new Map(list.map(({ name, ...rest }) => [name, rest])),
    ]);
    return Object.fromEntries(kinds) as AccountNames;
  }, [data]);
}

function NotShown({ gone, message, retry }: { gone: boolean; message: string; retry: () => void }) {
  if (!gone)
    return (
      <ErrorState level={1} title="The flow could not be loaded" retry={retry}>
        {message}
      </ErrorState>
    );
  return (
    <EmptyState level={1} icon={SearchX} title="There is no such flow">
      <p>It may have been deleted, or belongs to another account.</p>
      <Button asChild look="primary">
        <Link href="/flows">Go to flows</Link>
      </Button>
    </EmptyState>
  );
}
