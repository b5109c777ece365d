"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { RotateCcw, Upload } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { FlowCanvas } from "@/components/canvas/lazy-canvas";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Select } from "@/components/ui/select";
import { Loading } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toaster";
import type { Draft } from "@/engine/edit/draft";
import { Comparison } from "./comparison";
import { PublishAgainDialog } from "./publish-again-dialog";
import { type Version, versionName } from "./version";

const NO_PROBLEMS = new Map();
const DRAFT = "draft";

type Props = { version: Version; versions: readonly Version[]; onRestored: () => void };

/** A version on a read-only canvas, or its comparison with another version or the draft. */
export function VersionView({ version, versions, onRestored }: Props) {
  const { flow, may, readOnly, sync, undo } = useEditor();
  const trpc = useTRPC();
  const [other, setOther] = useState<string | null>(null);
  const [again, setAgain] = useState(false);
  const { data, error, refetch } = useQuery({
    ...trpc.flows.version.queryOptions({ id: flow.id, version: version.id }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const restore = useMutation(
    trpc.flows.restore.mutationOptions({
      onSuccess: () => {
        sync?.now();
        onRestored();
        toast.success(`The draft is ${versionName(version)} again.`, { action: { label: "Undo", onClick: undo } });
      },
      onError: ({ message }) => toast.error(`Not restored: ${message}`),
    }),
  );
  const others = [
    { value: DRAFT, label: "the draft" },
    ...versions.filter(({ id }) => id !== version.id).map((one) => ({ value: one.id, label: versionName(one) })),
  ];
  return (
    <section aria-label={versionName(version)} className="flex min-h-0 min-w-0 flex-col">
      <header className="flex flex-wrap items-center gap-3 border-line border-b bg-panel px-4 py-1.5">
        <h3 className="font-semibold">{versionName(version)}</h3>
        <div className="ml-auto flex items-center gap-2">
          <Select
            label="Compare with"
            all="Compare with…"
            value={other}
            choices={others}
            onChange={setOther}
            className="w-48"
          />
          {may.publish && !flow.archived && version.kind === "archived" ? (
            <Button onClick={() => setAgain(true)}>
              <Upload aria-hidden /> Publish {versionName(version).toLowerCase()} again
            </Button>
          ) : null}
          {readOnly ? null : (
            <Confirm
              title="Restore as draft?"
              text="The draft becomes this version. What the draft holds now is taken out; you can undo this."
              action="Restore as draft"
              keep="Keep the draft"
              onConfirm={() => restore.mutate({ id: flow.id, version: version.id })}
            >
              <Button disabled={restore.isPending}>
                <RotateCcw aria-hidden /> Restore as draft
              </Button>
            </Confirm>
          )}
        </div>
      </header>
      {again ? <PublishAgainDialog version={version} close={() => setAgain(false)} /> : null}
      <div className="relative min-h-0 flex-1">
        {error ? (
          <ErrorState title="The version could not be loaded" retry={() => void refetch()}>
            {error.message}
          </ErrorState>
        ) : !data ? (
          <Loading what="the version" />
        ) : other !== null ? (
          <Comparison
            shown={{ version, document: data.document as Draft }}
            other={other === DRAFT ? null : (versions.find(({ id }) => id === other) ?? null)}
          />
        ) : (
          <Shown document={data.document as Draft} />
        )}
      </div>
    </section>
  );
}

function Shown({ document }: { document: Draft }) {
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set());
  return (
    <FlowCanvas
      draft={document}
      selection={selection}
      onSelect={(ids) => setSelection(new Set(ids))}
      problems={NO_PROBLEMS}
      readOnly
    />
  );
}
