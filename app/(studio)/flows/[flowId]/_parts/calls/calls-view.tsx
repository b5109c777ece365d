"use client";
import { useQuery } from "@tanstack/react-query";
import { ChartNetwork, X } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import type { PublishedVersion } from "./flow-calls";
import { useShownCalls } from "./use-shown-calls";
import { VersionCalls } from "./version-calls";

/** The flow as its calls saw it: how many went along each wire, how long steps took, where people hung up. Replaces the canvas. */
export function CallsView({ onClose }: { onClose: () => void }) {
  const { flow, may, show } = useEditor();
  const shown = useShownCalls();
  const { data, error, refetch } = useQuery(useTRPC().flows.versions.queryOptions({ id: flow.id }));
  const versions = (data ?? []).flatMap(({ id, number, current }): PublishedVersion[] =>
    number === null ? [] : [{ id, number, current }],
  );
  const version =
    versions.find(({ id }) => id === shown.version) ?? versions.find(({ current }) => current) ?? versions[0];
  const close = () => {
    shown.clear();
    onClose();
  };
  const header = (
    <header className="flex items-center justify-between border-line border-b py-1.5 pr-2 pl-4">
      <h2 className="font-semibold">Calls</h2>
      <IconButton label="Back to the draft" onClick={close}>
        <X aria-hidden />
      </IconButton>
    </header>
  );
  if (version) return <VersionCalls header={header} shown={shown} version={version} versions={versions} />;
  return (
    <section aria-label="Calls" className="flex min-h-0 flex-1 flex-col overflow-y-auto bg-panel">
      {header}
      {data ? (
        <EmptyState icon={ChartNetwork} title="No call has run on this flow yet">
          <p>
            Calls run on what is published. Once there are some, this shows how many went along each wire, how long each
            step took, and where people hung up.
          </p>
          {flow.archived || !may.edit ? null : (
            <Button look="primary" onClick={() => show({ is: "publish" })}>
              Publish the flow
            </Button>
          )}
        </EmptyState>
      ) : error ? (
        <ErrorState title="The versions could not be loaded" retry={() => void refetch()}>
          {error.message}
        </ErrorState>
      ) : (
        <div className="space-y-3 p-4">
          <Loading what="versions" />
          <Skeleton />
          <Skeleton />
        </div>
      )}
    </section>
  );
}
