"use client";
import { useMutation } from "@tanstack/react-query";
import { Play, TriangleAlert } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Mono } from "@/components/ui/mono";
import { Notice } from "@/components/ui/notice";
import { PARAMETER_WORDS } from "@/engine/contract/parameters";
import type { ActionRow } from "../../_parts/connection";
import { TestResult } from "./test-result";

/** Sends the action to the real service with the typed inputs, and shows what a step would get. */
export function TestDialog({ action: { id, values }, close }: { action: ActionRow; close: () => void }) {
  const trpc = useTRPC();
  const form = useId();
  const [inputs, setInputs] = useState<Record<string, string>>({});
  const test = useMutation(trpc.admin.connections.testAction.mutationOptions());

  function run(event: FormEvent) {
    event.preventDefault();
    test.mutate({ id, inputs });
  }
  return (
    <Modal
      open
      onOpenChange={close}
      size="large"
      title={`Test ${values.name}`}
      text={
        <>
          Really sends{" "}
          <Mono>
            {values.method} {values.path || "/"}
          </Mono>{" "}
          to the service.
        </>
      }
    >
      <ModalBody className="space-y-4">
        <form id={form} onSubmit={run} className="grid gap-3 sm:grid-cols-2" noValidate>
          {values.inputs.map(({ name, type, required, description }) => (
            <Field
              key={name}
              label={required ? name : `${name} · optional`}
              hint={[description, type === "string" ? "" : `Must be ${PARAMETER_WORDS[type]}.`]
                .filter(Boolean)
                .join(" ")}
              autoComplete="off"
              value={inputs[name] ?? ""}
              onChange={({ target }) => setInputs((before) => ({ ...before, [name]: target.value }))}
            />
          ))}
          {values.inputs.length === 0 ? <p className="text-quiet">It takes no inputs.</p> : null}
        </form>
        <div aria-live="polite" className="space-y-4">
          {test.error ? (
            <Notice tone="bad" icon={TriangleAlert}>
              Not tested: {test.error.message}
            </Notice>
          ) : null}
          {test.data ? <TestResult tested={test.data} /> : null}
        </div>
      </ModalBody>
      <ModalActions>
        <Button onClick={close}>Close</Button>
        <Button type="submit" form={form} look="primary" disabled={test.isPending}>
          <Play aria-hidden /> {test.isPaused ? "Waiting for the network…" : test.isPending ? "Asking…" : "Test action"}
        </Button>
      </ModalActions>
    </Modal>
  );
}
