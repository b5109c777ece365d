"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/dialog";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { toast } from "@/components/ui/toaster";
import { Uses } from "../../_parts/uses";
import type { RingGroupRow } from "./shown";

/** Asks, or says which flows keep the ring group from being removed. */
export function RemoveRingGroup({ group, close }: { group: RingGroupRow; close: () => void }) {
  const { id, name, uses } = group;
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.ringGroups.remove.mutationOptions({
      onSuccess: () => toast.success(`${name} removed.`),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.ringGroups.pathFilter()),
    }),
  );
  if (uses.length > 0)
    return (
      <Modal
        open
        onOpenChange={close}
        title={`${name} is in use`}
        text="Choose another ring group in these flows first, and publish them again."
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
      text="Callbacks that still wait for it find that nobody can be rung."
      action="Remove ring group"
      keep="Keep it"
      onConfirm={() => remove.mutate({ id })}
    />
  );
}
