"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Info } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { TextArea } from "@/components/ui/text-area";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";
import type { PromptRow } from "./prompt";

/** Edits the name and the description of a prompt. */
export function RenameForm({ prompt, close }: { prompt: PromptRow; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm({ name: prompt.name, description: prompt.description });
  const rename = useMutation(
    trpc.admin.prompts.rename.mutationOptions({
      onSuccess: () => {
        toast.success(`Saved as ${values.name.trim()}.`);
        close();
        return queries.invalidateQueries(trpc.admin.prompts.pathFilter());
      },
    }),
  );
  const errors = fieldErrors(rename.error);
  return (
    <FormDialog
      title="Rename prompt"
      typed={typed}
      mutation={rename}
      errors={errors}
      action="Save"
      onSubmit={() => rename.mutate({ id: prompt.id, ...values })}
      close={close}
    >
      <Field
        label="Name"
        autoComplete="off"
        maxLength={120}
        value={values.name}
        error={errors.get("name") ?? null}
        onChange={(event) => set({ name: event.target.value })}
      />
      <TextArea
        label="Description"
        rows={2}
        maxLength={500}
        value={values.description}
        error={errors.get("description") ?? null}
        onChange={(event) => set({ description: event.target.value })}
      />
      {prompt.uses.length > 0 && values.name.trim() !== prompt.name ? (
        <Notice tone="warn" icon={Info} role="status">
          Published flows go on playing it. Where a flow is edited next, choose the prompt by its new name.
        </Notice>
      ) : null}
    </FormDialog>
  );
}
