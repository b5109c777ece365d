"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/dialog";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { toast } from "@/components/ui/toaster";
import { Uses } from "../../_parts/uses";
import type { NumberRow } from "./shown";

/** Asks, or says which flows keep the number from being removed. */
export function RemoveNumber({ number: { e164, label, uses }, close }: { number: NumberRow; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.numbers.remove.mutationOptions({
      onSuccess: () => toast.success(`${label} removed.`),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.numbers.pathFilter()),
    }),
  );
  if (uses.length > 0)
    return (
      <Modal
        open
        onOpenChange={close}
        title={`${label} is in use`}
        text="Choose another number in these flows first, and publish them again."
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
      title={`Remove ${label}?`}
      text={`${e164} stays yours at the carrier; only Patchcord forgets it. You can add it again.`}
      action="Remove number"
      keep="Keep it"
      onConfirm={() => remove.mutate({ e164 })}
    />
  );
}
