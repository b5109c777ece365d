"use client";
import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { toast } from "@/components/ui/toaster";
import { useAllSaved } from "./use-all-saved";

/** Resets the draft to the published version. */
export function DiscardDialog({ close }: { close: () => void }) {
  const { flow, view, sync, select, undo } = useEditor();
  const allSaved = useAllSaved();
  const discard = useMutation(
    useTRPC().flows.discard.mutationOptions({
      onSuccess: () => {
        select([]);
        sync?.now();
        close();
        toast.success("Draft edits discarded.", { action: { label: "Undo", onClick: undo } });
      },
      onError: ({ message }) => toast.error(`Not discarded: ${message}`),
    }),
  );
  return (
    <Modal open onOpenChange={close} title="Discard draft edits?">
      <ModalBody>
        <p>
          The draft becomes what version {view.publishedVersion?.number} is. Edits of others that are not published go,
          too. You can undo this.
        </p>
      </ModalBody>
      <ModalActions>
        <Button onClick={close}>Keep editing</Button>
        <Button
          look="danger"
          disabled={discard.isPending || allSaved !== "yes"}
          onClick={() => discard.mutate({ id: flow.id })}
        >
          Discard edits
        </Button>
      </ModalActions>
    </Modal>
  );
}
