"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { toast } from "@/components/ui/toaster";
import { useAllSaved } from "./use-all-saved";

/** Saves a copy of the draft under a name, and reports how many errors block publishing it. */
export function SaveDialog({ close }: { close: () => void }) {
  const { flow } = useEditor();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const allSaved = useAllSaved();
  const save = useMutation(
    trpc.flows.checkpoint.mutationOptions({
      onSuccess: ({ problems }) => {
        const errors = problems.filter(({ severity }) => severity === "error").length;
        toast.success("Saved. You find the copy under Versions.", {
          description:
            errors > 0
              ? `${errors} error${errors === 1 ? "" : "s"} to put right before it can be published.`
              : undefined,
        });
        close();
        return queries.invalidateQueries(trpc.flows.versions.pathFilter());
      },
      onError: ({ message }) => toast.error(`Not saved: ${message}`),
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    if (allSaved === "yes") save.mutate({ id: flow.id, name: name.trim() });
  }
  return (
    <Modal open onOpenChange={close} title="Save a copy" text="The last 50 copies are kept under Versions.">
      <form onSubmit={submit} className="contents">
        <ModalBody>
          <Field
            label="Name"
            hint="Optional. What you would look for later, such as “before the holidays”."
            maxLength={120}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </ModalBody>
        <ModalActions>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={save.isPending || allSaved !== "yes"}>
            {save.isPending || allSaved === "waiting" ? "Saving…" : allSaved === "no" ? "Not connected" : "Save"}
          </Button>
        </ModalActions>
      </form>
    </Modal>
  );
}
