"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleX } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Notice } from "@/components/ui/notice";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toaster";
import { Review } from "../publish/review";
import { type Version, versionName } from "./version";

/** Shows what requests would start if an earlier version were published again, what blocks it, and does it. */
export function PublishAgainDialog({ version, close }: { version: Version; close: () => void }) {
  const { flow, view, may, sync } = useEditor();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const name = versionName(version);
  const [note, setNote] = useState(`${name} again`);
  const [reason, setReason] = useState("");
  const preview = useQuery({
    ...trpc.flows.publishAgainPreview.queryOptions({ id: flow.id, version: version.id }),
    ...{ gcTime: 0, staleTime: 0 },
  });
  const publish = useMutation(
    trpc.flows.publishAgain.mutationOptions({
      onSuccess: ({ number }) => {
        toast.success(`Requests start ${name} again, as version ${number}.`, {
          description: "The draft is as it was.",
        });
        sync?.now();
        close();
        return queries.invalidateQueries(trpc.flows.pathFilter());
      },
      onError: ({ message }) => {
        toast.error(`Not published: ${message}`);
        void preview.refetch();
      },
    }),
  );
  const { data } = preview;
  const errors = (data?.problems ?? []).filter(({ severity }) => severity === "error");
  const red = (data?.tests ?? []).filter(({ ok }) => !ok);
  const overridden = red.length === 0 || (may.overrideTests && reason.trim() !== "");
  const changed = data !== undefined && data.changes.length > 0;
  const ready = changed && !preview.isFetching && errors.length === 0 && overridden && !publish.isPending;
  const nameOf = (step: string) => data?.names[step] ?? step;
  return (
    <Modal
      open
      onOpenChange={close}
      size="large"
      title={`Publish ${name.toLowerCase()} again?`}
      text={`Compared with version ${view.publishedVersion?.number ?? ""}, which requests start now. The draft stays as it is.`}
    >
      <ModalBody className="space-y-5">
        {preview.error ? (
          <ErrorState title="The comparison could not be loaded" retry={() => void preview.refetch()}>
            {preview.error.message}
          </ErrorState>
        ) : data ? (
          <>
            {errors.length > 0 ? (
              <Notice tone="bad" icon={CircleX}>
                {name} cannot be published as it is. Restore it as draft, put this right, then publish:
                <ul className="mt-1 list-disc pl-5">
                  {errors.map(({ step, field, message }) => (
                    <li key={[step, ...field, message].join("\u0000")}>
                      {step === null ? "Flow" : nameOf(step)}: {message}
                    </li>
                  ))}
                </ul>
              </Notice>
            ) : null}
            <Review
              changes={data.changes}
              nameOf={nameOf}
              tests={data.tests}
              reason={red.length > 0 && may.overrideTests ? { value: reason, set: setReason } : null}
              note={{ value: note, set: setNote }}
            />
          </>
        ) : (
          <div className="space-y-3">
            <Loading what="what would change" />
            <Skeleton className="w-40" />
            <Skeleton className="h-20" />
          </div>
        )}
      </ModalBody>
      <ModalActions>
        <Button onClick={close}>Cancel</Button>
        <Button
          look="primary"
          disabled={!ready}
          onClick={() =>
            data &&
            publish.mutate({
              ...{ id: flow.id, version: version.id, published: data.published, note: note.trim() },
              ...(red.length > 0 ? { overrideTests: reason.trim() } : {}),
            })
          }
        >
          {publish.isPending ? "Publishing…" : `Publish ${name.toLowerCase()} again`}
        </Button>
      </ModalActions>
    </Modal>
  );
}
