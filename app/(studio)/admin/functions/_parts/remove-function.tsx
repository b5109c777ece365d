"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/dialog";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { toast } from "@/components/ui/toaster";
import { Uses } from "../../_parts/uses";
import type { FunctionRow } from "./shown";

type RemoveFunctionProps = { row: Pick<FunctionRow, "id" | "name" | "uses">; close: () => void; removed?: () => void };

/** Asks, or says which flows keep the function from being removed. */
export function RemoveFunction({ row: { id, name, uses }, close, removed }: RemoveFunctionProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.admin.functions.remove.mutationOptions({
      onSuccess: () => {
        toast.success(`${name} removed.`);
        removed?.();
      },
      onError: ({ message }) => toast.error(`Not removed: ${message}`),
      onSettled: () => queries.invalidateQueries(trpc.admin.functions.list.queryFilter()),
    }),
  );
  if (uses.length > 0)
    return (
      <Modal
        open
        onOpenChange={close}
        title={`${name} is in use`}
        text="Choose another function in these flows first, and publish them again."
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
      text="Its source goes with every version of it. This cannot be undone."
      action="Remove function"
      keep="Keep it"
      onConfirm={() => remove.mutate({ id })}
    />
  );
}
