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

/** Keeps the draft as it is under a name, and reports how many errors block publishing it. */
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
        toast.success("Saved. You find it under Versions.", {
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
    <Modal
      open
      onOpenChange={close}
      title="Save a version"
      text="Your edits are saved by themselves. This keeps the draft as it is now, under a name; the last 50 are under Versions."
    >
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
