"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toaster";
import type { FlowRow } from "./flow/flow";

/** Asks for confirmation. The name of a published flow must be typed, since websites may be calling it. */
export function DeleteFlow({ flow, close }: { flow: FlowRow; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const published = flow.publishedVersion !== null;
  const sure = !published || typed.trim() === flow.name;
  const remove = useMutation(
    trpc.flows.remove.mutationOptions({
      onSuccess: () => {
        toast.success(`${flow.name} deleted.`);
        close();
        return queries.invalidateQueries(trpc.flows.pathFilter());
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    if (sure) remove.mutate({ id: flow.id, ...(published ? { name: typed.trim() } : {}) });
  }
  return (
    <Modal open onOpenChange={close} title={`Delete ${flow.name}?`}>
      <form onSubmit={submit} className="contents">
        <ModalBody className="space-y-3">
          {remove.error ? (
            <Notice tone="bad" icon={TriangleAlert} role="alert">
              {remove.error.message}
            </Notice>
          ) : null}
          <p>
            {published
              ? "It is published: requests that start it will be refused from now on. Its versions go with it. This cannot be undone; archiving can."
              : "Its draft and versions go with it. This cannot be undone; archiving can."}
          </p>
          {published ? (
            <Field
              label="Type the flow's name to delete it"
              autoComplete="off"
              placeholder={flow.name}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          ) : null}
        </ModalBody>
        <ModalActions>
          <Button onClick={close}>Keep it</Button>
          <Button type="submit" look="danger" disabled={!sure || remove.isPending}>
            {remove.isPending ? "Deleting…" : "Delete flow"}
          </Button>
        </ModalActions>
      </form>
    </Modal>
  );
}
