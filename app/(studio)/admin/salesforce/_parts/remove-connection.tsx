"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/dialog";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { toast } from "@/components/ui/toaster";
import { Uses } from "../../_parts/uses";
import type { FlowUse } from "./shown";

/** Asks, or says which flows keep the connection from being removed. */
export function RemoveConnection({ uses, close }: { uses: FlowUse[]; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.salesforce.remove.mutationOptions({
      onSuccess: () => toast.success("The Salesforce connection is removed."),
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.salesforce.pathFilter()),
    }),
  );
  if (uses.length > 0)
    return (
      <Modal
        open
        onOpenChange={close}
        title="The Salesforce connection is in use"
        text="Take the Salesforce data dips out of these flows first, and publish them again."
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
      title="Remove the Salesforce connection?"
      text="Its secret is deleted here; the app in Salesforce stays."
      action="Remove connection"
      keep="Keep it"
      onConfirm={() => remove.mutate()}
    />
  );
}
