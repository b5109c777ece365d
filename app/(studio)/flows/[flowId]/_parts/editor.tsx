"use client";
import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import Link from "next/link";
import { useDeferredValue, useMemo } from "react";
import { isFinalError, useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import type { Draft } from "@/engine/edit/draft";
import { type AccountNames, NOTHING_NAMED } from "@/engine/verify/problem";
import { useDraftStore } from "./draft/use-draft-store";
import type { Rights } from "./editor-context";
import { EditorSkeleton } from "./editor-skeleton";
import { Workbench } from "./workbench";

type Props = { flowId: string; may: Rights };

/** Reads the draft once; from then on the store keeps it up to date. */
export function Editor({ flowId, may }: Props) {
  const trpc = useTRPC();
  const draft = useQuery({
    ...trpc.flows.draft.queryOptions({ id: flowId }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  // Made in pieces, between which the page answers: all at once the editor would block it for a tenth of a second.
  const opened = useDeferredValue(draft.data as OpenedDraft | undefined);
  if (draft.isPending) return <EditorSkeleton />;
  if (!draft.data)
    return (
      <NotShown gone={isFinalError(draft.error)} message={draft.error.message} retry={() => void draft.refetch()} />
    );
  return opened ? <OpenEditor may={may} opened={opened} /> : <EditorSkeleton />;
}

type OpenedDraft = Parameters<typeof useDraftStore>[2] & {
  flow: { id: string; archived: boolean };
  me: { id: string };
  document: Draft;
};

function OpenEditor({ may, opened }: { may: Rights; opened: OpenedDraft }) {
  const { flow, me } = opened;
  const draft = useDraftStore(flow.id, me.id, opened, !may.edit || flow.archived);
  return <Workbench flow={flow} may={may} draft={draft} names={useNames()} />;
}

const NAMES_FRESH_MS = 30_000;

/** What the account has by name: for pickers and for the verifier. */
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
