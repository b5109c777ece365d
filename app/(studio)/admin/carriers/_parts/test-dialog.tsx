"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useEffect } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Notice } from "@/components/ui/notice";
import type { CarrierRow } from "./carrier";
import { TestResult } from "./test-result";

type TestDialogProps = { carrier: CarrierRow; close: () => void };

/** Tests a stored carrier as it opens, and shows what will fail before the first call does. */
export function TestDialog({ carrier: { id, name }, close }: TestDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { mutate, data, error, isPending } = useMutation(
    trpc.admin.carriers.test.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.admin.carriers.pathFilter()),
    }),
  );
  useEffect(() => mutate({ id, form: null }), [mutate, id]);
  return (
    <Modal open onOpenChange={close} title={`Test of ${name}`} text="Asks the carrier; changes nothing there.">
      <ModalBody>
        <div role="status">
          {data ? <TestResult checks={data.checks} /> : null}
          {isPending ? <p className="text-quiet">Asking {name}…</p> : null}
        </div>
        {error ? (
          <Notice tone="bad" icon={TriangleAlert} role="alert">
            Not tested: {error.message}
          </Notice>
        ) : null}
      </ModalBody>
      <ModalActions>
        <Button onClick={() => mutate({ id, form: null })} disabled={isPending}>
          Test again
        </Button>
        <Button look="primary" onClick={close}>
          Done
        </Button>
      </ModalActions>
    </Modal>
  );
}
