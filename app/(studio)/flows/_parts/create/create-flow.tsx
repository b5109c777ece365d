"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../flow/field-errors";
import type { Trigger } from "../flow/triggers";
import { ChooseStart, type TemplateId } from "./choose-start";
import { ChooseTrigger } from "./choose-trigger";
import { NameFlow } from "./name-flow";
import { WizardSteps } from "./wizard-steps";

const STEPS = ["Start from", "Trigger", "Name"];
const ANSWER = "input:checked, input:not([type=radio])";
const LAST = STEPS.length - 1;

/** Creates a flow in three steps, then opens the editor. Going back keeps the answers. */
export function CreateFlow({ triggers, close }: { triggers: Trigger[]; close: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queries = useQueryClient();
  const templates = useQuery(trpc.flows.templates.queryOptions());
  const [step, setStep] = useState(0);
  const [picked, setTemplate] = useState<TemplateId>();
  const template = picked ?? templates.data?.[0]?.id;
  const [trigger, setTrigger] = useState(triggers[0]?.id ?? null);
  const [named, setNamed] = useState({ name: "", description: "" });
  const create = useMutation(
    trpc.flows.create.mutationOptions({
      onSuccess: ({ id }) => {
        toast.success(`${named.name.trim()} created.`);
        void queries.invalidateQueries(trpc.flows.pathFilter());
        router.push(`/flows/${id}`);
      },
    }),
  );
  const form = useRef<HTMLFormElement>(null);
  const ready = Boolean(templates.data);
  // Each step focuses its selected answer, or its empty field.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the step, and the answers' arrival, ask for the focus.
  useEffect(() => form.current?.querySelector<HTMLElement>(ANSWER)?.focus(), [step, ready]);
  function next(event: FormEvent) {
    event.preventDefault();
    if (step < LAST) return setStep(step + 1);
    if (template) create.mutate({ template, name: named.name.trim(), description: named.description.trim() });
  }
  const busy = create.isPending || create.isSuccess;
  return (
    <Modal
      open
      onOpenChange={close}
      size="large"
      title="Create flow"
      text={<WizardSteps steps={STEPS} current={step} />}
      typed={named.name !== "" || named.description !== ""}
    >
      <form ref={form} onSubmit={next} className="contents">
        {/* The same height for each page of the wizard; lower where the window is, as at 200 % zoom. */}
        <ModalBody className="min-h-[min(22rem,40vh)]">
          {step === 0 ? <ChooseStart templates={templates} chosen={template} choose={setTemplate} /> : null}
          {step === 1 ? <ChooseTrigger triggers={triggers} chosen={trigger} choose={setTrigger} /> : null}
          {step === LAST ? <NameFlow named={named} change={setNamed} errors={fieldErrors(create.error)} /> : null}
        </ModalBody>
        <ModalActions>
          {step === 0 ? (
            <Button onClick={close}>Cancel</Button>
          ) : (
            <Button disabled={busy} onClick={() => setStep(step - 1)}>
              Back
            </Button>
          )}
          <Button type="submit" look="primary" disabled={busy || !template || (step === LAST && !named.name.trim())}>
            {step < LAST ? "Next" : busy ? "Creating…" : "Create"}
          </Button>
        </ModalActions>
      </form>
    </Modal>
  );
}
