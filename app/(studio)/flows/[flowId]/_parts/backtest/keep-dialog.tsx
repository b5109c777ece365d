"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { useEditor } from "@/components/editor/session/editor-context";
import { Button } from "@/components/ui/button";
import { Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { toast } from "@/components/ui/toaster";

const EXPECTED = [
  { value: "recorded", label: "The way it went", text: "The test fails for a draft that leads this call elsewhere." },
  { value: "draft", label: "The way the draft leads it", text: "The test fails for a flow that goes the old way." },
] as const;
type Expected = (typeof EXPECTED)[number]["value"];

type Props = { backtest: string; interaction: string; close: () => void };

/** Keeps a call as a test of its flow. */
export function KeepDialog({ backtest, interaction, close }: Props) {
  const { flow } = useEditor();
  const { flows } = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [expected, setExpected] = useState<Expected>("recorded");
  const [fault, setFault] = useState<string | null>(null);
  const keep = useMutation(
    flows.backtests.keep.mutationOptions({
      onSuccess: () => {
        toast.success(`Kept as a test of this flow: ${name}`, {
          description: "Tests run under Test, and before publishing.",
        });
        close();
        return queries.invalidateQueries(flows.tests.list.queryFilter({ id: flow.id }));
      },
      onError: ({ message, data }) => setFault(data?.fields[0]?.description ?? message),
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === "") return setFault("Give the test a name.");
    setFault(null);
    keep.mutate({ backtest, interaction, name: name.trim(), expected });
  }
  return (
    <Modal
      open
      onOpenChange={close}
      typed
      title="Keep as a flow test"
      text="Phone numbers become made-up ones, and sensitive values are replaced. What services answered is saved with the test."
    >
      <form onSubmit={submit} className="contents">
        <ModalBody className="space-y-4">
          <Field
            label="Name"
            autoFocus
            maxLength={120}
            value={name}
            error={fault}
            onChange={({ target }) => setName(target.value)}
          />
          <Choices
            kind="one"
            label="What the test expects"
            options={EXPECTED}
            value={expected}
            onChange={(value) => setExpected(value as Expected)}
          />
        </ModalBody>
        <ModalActions>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" disabled={keep.isPending}>
            {keep.isPending ? "Keeping…" : "Keep test"}
          </Button>
        </ModalActions>
      </form>
    </Modal>
  );
}
