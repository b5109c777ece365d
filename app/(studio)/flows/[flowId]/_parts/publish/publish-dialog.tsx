"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { TextArea } from "@/components/ui/text-area";
import { toast } from "@/components/ui/toaster";
import { ChangeList } from "./change-list";
import { Obstacles, TestResults } from "./obstacles";
import { useAllSaved } from "./use-all-saved";

/** Shows what publishing changes and what blocks it, and publishes. */
export function PublishDialog({ close }: { close: () => void }) {
  const { flow, view, draft, may, sync } = useEditor();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const allSaved = useAllSaved();
  const [note, setNote] = useState("");
  const [reason, setReason] = useState("");
  const preview = useQuery({
    ...trpc.flows.publishPreview.queryOptions({ id: flow.id }),
    enabled: allSaved === "yes",
    gcTime: 0,
    staleTime: 0,
  });
  const publish = useMutation(
    trpc.flows.publish.mutationOptions({
      onSuccess: ({ number }) => {
        toast.success(`Published as version ${number}.`, {
          description: "Running interactions finish on their own version.",
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
  const ready = data !== undefined && !preview.isFetching && errors.length === 0 && overridden && !publish.isPending;
  const before = view.publishedVersion?.number;
  return (
    <Modal
      open
      onOpenChange={close}
      size="large"
      title="Publish"
      text={
        before
          ? `Compared with version ${before}, which callers reach now.`
          : "Callers reach the flow once it is published."
      }
    >
      <ModalBody className="space-y-5">
        {allSaved === "no" ? (
          <ErrorState title="Your last changes are not on the server" retry={() => sync?.now()}>
            Publishing waits for them: what goes out must be what you see.
          </ErrorState>
        ) : preview.error ? (
          <ErrorState title="The comparison could not be loaded" retry={() => void preview.refetch()}>
            {preview.error.message}
          </ErrorState>
        ) : data ? (
          <>
            <Obstacles problems={data.problems} close={close} />
            <section aria-label="Changes">
              <h3 className="mb-1.5 font-semibold">What changes</h3>
              <ChangeList changes={data.changes} nameOf={(step) => draft.steps[step]?.name ?? step} />
            </section>
            <TestResults tests={data.tests} />
            {red.length > 0 && may.overrideTests ? (
              <TextArea
                label="Publish in spite of failed tests: why?"
                hint="The audit log keeps the reason."
                rows={2}
                maxLength={500}
                value={reason}
                onChange={({ target }) => setReason(target.value)}
              />
            ) : null}
            <TextArea
              label="Note"
              hint="Optional. Shown under Versions."
              rows={2}
              maxLength={2000}
              value={note}
              onChange={({ target }) => setNote(target.value)}
            />
          </>
        ) : (
          <Waiting />
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
              id: flow.id,
              revision: data.revision,
              note: note.trim(),
              ...(red.length > 0 ? { overrideTests: reason.trim() } : {}),
            })
          }
        >
          {publish.isPending ? "Publishing…" : `Publish version ${(before ?? 0) + 1}`}
        </Button>
      </ModalActions>
    </Modal>
  );
}

function Waiting() {
  return (
    <div className="space-y-3">
      <Loading what="what would change" />
      <Skeleton className="w-40" />
      <Skeleton className="h-20" />
      <Skeleton className="h-16" />
    </div>
  );
}
