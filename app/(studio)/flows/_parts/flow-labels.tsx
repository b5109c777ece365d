"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, TriangleAlert, X } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Modal, ModalActions, ModalBody } from "@/components/ui/modal";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toaster";
import type { FlowRow } from "./flow/flow";
import { LONGEST } from "./flow/lengths";
import { LabelChip } from "./label-chip";

/** Edits the labels of a flow. */
export function FlowLabels({ flow, close }: { flow: FlowRow; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useId();
  const [labels, setLabels] = useState<string[]>(flow.labels);
  const [typed, setTyped] = useState("");
  const known = useQuery(trpc.flows.list.queryOptions({})).data?.labels ?? [];
  const others = known.filter((label) => !labels.includes(label));
  const save = useMutation(
    trpc.flows.setLabels.mutationOptions({
      onSuccess: () => {
        toast.success(`Labels of ${flow.name} saved.`);
        close();
        return queries.invalidateQueries(trpc.flows.pathFilter());
      },
    }),
  );
  const withTyped = typed.trim() && !labels.includes(typed.trim()) ? [...labels, typed.trim()] : labels;
  function add(event: FormEvent) {
    event.preventDefault();
    setLabels(withTyped);
    setTyped("");
  }
  return (
    <Modal open onOpenChange={close} title="Labels" text={flow.name}>
      <ModalBody className="space-y-4">
        {save.error ? (
          <Notice tone="bad" icon={TriangleAlert} role="alert">
            {save.error.message}
          </Notice>
        ) : null}
        <form id={form} onSubmit={add} className="flex items-end gap-2">
          <div className="flex-1">
            <Field
              label="New label"
              maxLength={LONGEST.label}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
          <Button type="submit" disabled={!typed.trim()}>
            <Plus aria-hidden /> Add
          </Button>
        </form>
        <ul aria-label="Labels of this flow" className="flex min-h-6 flex-wrap gap-1.5">
          {labels.map((label) => (
            <li key={label}>
              <LabelChip>
                <span className="truncate text-ink">{label}</span>
                <button
                  type="button"
                  aria-label={`Remove ${label}`}
                  className="-mr-1.5 grid size-6 place-items-center rounded-tag hover:text-ink"
                  onClick={() => setLabels(labels.filter((other) => other !== label))}
                >
                  <X aria-hidden className="size-3" />
                </button>
              </LabelChip>
            </li>
          ))}
          {labels.length === 0 ? <li className="text-quiet">No labels on this flow.</li> : null}
        </ul>
        {others.length > 0 ? (
          <div className="space-y-1.5">
            <p className="font-medium text-label">Used on other flows</p>
            <ul aria-label="Labels of other flows" className="flex flex-wrap gap-1.5">
              {others.map((label) => (
                <li key={label}>
                  <Button size="small" onClick={() => setLabels([...labels, label])}>
                    <Plus aria-hidden /> {label}
                  </Button>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </ModalBody>
      <ModalActions>
        <Button onClick={close}>Cancel</Button>
        <Button
          look="primary"
          disabled={save.isPending}
          onClick={() => save.mutate({ id: flow.id, labels: withTyped })}
        >
          {save.isPending ? "Saving…" : "Save labels"}
        </Button>
      </ModalActions>
    </Modal>
  );
}
