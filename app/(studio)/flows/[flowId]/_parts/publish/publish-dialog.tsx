"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toaster";
import { Obstacles } from "./obstacles";
import { Published } from "./published";
import { Review } from "./review";
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
      onSuccess: () => {
        sync?.now();
        return queries.invalidateQueries(trpc.flows.pathFilter());
      },
      onError: ({ message }) => {
        toast.error(`Not published: ${message}`);
        void preview.refetch();
      },
    }),
  );
  const { data } = preview;
  const before = view.publishedVersion?.number;
  const unchanged = before !== undefined && data?.changes.length === 0;
  const errors = (data?.problems ?? []).filter(({ severity }) => severity === "error");
  const red = (data?.tests ?? []).filter(({ ok }) => !ok);
  const overridden = red.length === 0 || (may.overrideTests && reason.trim() !== "");
  const ready =
    data !== undefined && !preview.isFetching && errors.length === 0 && overridden && !publish.isPending && !unchanged;
  const confirm = useFocusOnce(ready);
  if (publish.data) return <Published number={publish.data.number} close={close} />;
  return (
    <Modal
      open
      onOpenChange={close}
      size="large"
      title="Publish"
      text={
        before
          ? `Compared with version ${before}, which new interactions run on now.`
          : "Requests can start the flow once it is published."
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
            {unchanged ? null : <Obstacles problems={data.problems} close={close} />}
            <Review
              changes={data.changes}
              nameOf={(step) => draft.steps[step]?.name ?? step}
              tests={data.tests}
              reason={red.length > 0 && may.overrideTests ? { value: reason, set: setReason } : null}
              note={unchanged ? null : { value: note, set: setNote }}
            />
          </>
        ) : (
          <Waiting />
        )}
      </ModalBody>
      <ModalActions>
        <Button onClick={close}>{unchanged ? "Close" : "Cancel"}</Button>
        {unchanged ? null : (
          <Button
            ref={confirm}
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
        )}
      </ModalActions>
    </Modal>
  );
}

/** Focuses a button the first time that it can be pressed, and never again: somebody may be typing by then. */
function useFocusOnce(ready: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const done = useRef(false);
  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    button.current?.focus();
  }, [ready]);
  return button;
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
