"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/dialog";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { toast } from "@/components/ui/toaster";
import { Uses } from "../../_parts/uses";
import type { PromptRow } from "./shown";

/** Asks, or says which flows keep the prompt from being removed. */
export function RemovePrompt({ prompt: { id, name, uses }, close }: { prompt: PromptRow; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.prompts.remove.mutationOptions({
      onSuccess: () => toast.success(`${name} removed.`),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.prompts.pathFilter()),
    }),
  );
  if (uses.length > 0)
    return (
      <Modal
        open
        onOpenChange={close}
        title={`${name} is in use`}
        text="Choose another message in these flows first, and publish them again."
      >
        <ModalBody>
          <Uses uses={uses} all />
        </ModalBody>
        <ModalActions>
          <Button look="primary" onClick={close}>
            Close
          </Button>
        </ModalActions>
      </Modal>
    );
  return (
    <Confirm
      open
      onOpenChange={close}
      title={`Remove ${name}?`}
      text="Its recording is deleted for good. Download it first if you may need it again."
      action="Remove prompt"
      keep="Keep it"
      onConfirm={() => remove.mutate({ id })}
    />
  );
}
