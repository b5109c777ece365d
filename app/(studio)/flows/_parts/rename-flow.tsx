"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Notice } from "@/components/ui/notice";
import { TextArea } from "@/components/ui/text-area";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "./flow/field-errors";
import type { FlowRow } from "./flow/flow";
import { LONGEST } from "./flow/lengths";

/** Edits the name and the description of a flow. */
export function RenameFlow({ flow, close }: { flow: FlowRow; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState(flow.name);
  const [description, setDescription] = useState(flow.description);
  const rename = useMutation(
    trpc.flows.rename.mutationOptions({
      onSuccess: () => {
        toast.success(`Saved as ${name.trim()}.`);
        close();
        return queries.invalidateQueries(trpc.flows.pathFilter());
      },
    }),
  );
  const errors = fieldErrors(rename.error);
  function save(event: FormEvent) {
    event.preventDefault();
    rename.mutate({ id: flow.id, name: name.trim(), description: description.trim() });
  }
  return (
    <Modal open onOpenChange={close} title="Rename flow">
      <form onSubmit={save} className="contents">
        <ModalBody className="space-y-3">
          {errors.has("") ? (
            <Notice tone="bad" icon={TriangleAlert} role="alert">
              {errors.get("")}
            </Notice>
          ) : null}
          <Field
            label="Name"
            required
            maxLength={LONGEST.name}
            value={name}
            error={errors.get("name") ?? null}
            onChange={(event) => setName(event.target.value)}
          />
          <TextArea
            label="Description"
            rows={3}
            maxLength={LONGEST.description}
            value={description}
            error={errors.get("description") ?? null}
            onChange={(event) => setDescription(event.target.value)}
          />
        </ModalBody>
        <ModalActions>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={rename.isPending || !name.trim()}>
            {rename.isPending ? "Saving…" : "Save"}
          </Button>
        </ModalActions>
      </form>
    </Modal>
  );
}
