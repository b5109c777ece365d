"use client";
import { useQuery } from "@tanstack/react-query";
import { History, X } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { useTRPC } from "@/app/_parts/trpc";
import { useEditor } from "@/components/editor/session/editor-context";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { VersionList } from "./version-list";
import { VersionView } from "./version-view";

/** The published and the saved versions: shows one, compares two, restores one. Replaces the canvas. */
export function VersionsView({ onClose }: { onClose: () => void }) {
  const { flow } = useEditor();
  const { data, error, refetch } = useQuery(useTRPC().flows.versions.queryOptions({ id: flow.id }));
  const [shown, setShown] = useQueryState("version", parseAsString);
  const version = data?.find(({ id }) => id === shown) ?? data?.[0];
  const close = () => {
    void setShown(null);
    onClose();
  };
  return (
    <div className="grid min-h-0 flex-1 max-md:grid-rows-[14rem_minmax(0,1fr)] md:grid-cols-[20rem_minmax(0,1fr)]">
      <section aria-label="Versions" className="flex min-h-0 flex-col border-line border-r bg-panel">
        <header className="flex items-center justify-between border-line border-b py-1.5 pr-2 pl-4">
          <h2 className="font-semibold">Versions</h2>
          <IconButton label="Back to the draft" onClick={close}>
            <X aria-hidden />
          </IconButton>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto">
          {data ? (
            <VersionList versions={data} shown={version?.id ?? null} onShow={(id) => void setShown(id)} />
          ) : error ? (
            <ErrorState title="The versions could not be loaded" retry={() => void refetch()}>
              {error.message}
            </ErrorState>
          ) : (
            <div className="space-y-3 p-4">
              <Loading what="versions" />
              <Skeleton />
              <Skeleton />
              <Skeleton />
            </div>
          )}
        </div>
      </section>
      {data && version ? (
        <VersionView key={version.id} version={version} versions={data} onRestored={close} />
      ) : data ? (
        <EmptyState icon={History} title="No versions yet">
          <p>Save keeps a named copy of the draft here; Publish makes version 1.</p>
        </EmptyState>
      ) : (
        <div />
      )}
    </div>
  );
}
