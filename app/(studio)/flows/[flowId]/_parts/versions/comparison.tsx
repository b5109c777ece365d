"use client";
import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { useEditor } from "@/components/editor/session/editor-context";
import { registry } from "@/components/flow/registry";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { semanticDiff } from "@/engine/diff";
import type { Draft } from "@/engine/edit/draft";
import { type Version, versionName } from "./version";

const ComparedVersions = dynamic(() => import("./compared-versions").then((part) => part.ComparedVersions), {
  ssr: false,
});

type Props = { shown: { version: Version; document: Draft }; other: Version | null };

/** The changes between the shown version and another one (null is the draft), from the older to the newer. */
export function Comparison({ shown, other }: Props) {
  const { flow, draft } = useEditor();
  const { data, error, refetch } = useQuery({
    ...useTRPC().flows.version.queryOptions({ id: flow.id, version: other?.id ?? "" }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: other !== null,
  });
  const document = other === null ? draft : (data?.document as Draft | undefined);
  const otherIsOlder = other !== null && other.at < shown.version.at;
  const changes = useMemo(() => {
    if (!document) return [];
    return otherIsOlder
      ? semanticDiff(document, shown.document, registry)
      : semanticDiff(shown.document, document, registry);
  }, [shown.document, document, otherIsOlder]);
  if (error)
    return (
      <ErrorState title="The version could not be loaded" retry={() => void refetch()}>
        {error.message}
      </ErrorState>
    );
  if (!document) return <Loading what="the comparison" />;
  const names = [versionName(shown.version), other === null ? "the draft" : versionName(other)];
  const [older, newer] = otherIsOlder ? names.toReversed() : names;
  const [before, after] = otherIsOlder ? [document, shown.document] : [shown.document, document];
  return (
    <ComparedVersions
      title={`From ${older} to ${newer}`}
      before={before}
      after={after}
      changes={changes}
      // Another pair is another drawing: its view begins anew.
      key={`${shown.version.id} ${other?.id ?? ""}`}
    />
  );
}
