"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { action as shape } from "@/components/connection/action";
import { issuesOf } from "@/components/form/issues";
import { SchemaForm } from "@/components/form/schema-form";
import { toast } from "@/components/ui/toaster";
import { fieldErrorsByPath } from "../../../../_parts/field-errors";
import { FormDialog } from "../../../_parts/form-dialog";
import { useForm } from "../../../_parts/use-form";
import type { ActionRow } from "../../_parts/connection";

type ActionFormProps = {
  connection: string;
  /** The action to edit; null adds a new one, which starts as a copy of `from`. */
  action: ActionRow | null;
  from: ActionRow | null;
  close: () => void;
};

/** Adds or edits an action. After the first attempt to save, errors of the schema show while typing. */
export function ActionForm({ connection, action, from, close }: ActionFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const first = action?.values ?? (from ? { ...from.values, name: `${from.values.name} copy` } : {});
  const { values, set, typed } = useForm<Record<string, unknown>>({ path: "", ...first });
  const [tried, setTried] = useState(false);
  const issues = issuesOf(shape, values);
  const saved = {
    onSuccess: () => {
      toast.success(`${String(values.name).trim()} ${action ? "saved" : "added"}.`);
      close();
      return queries.invalidateQueries(trpc.admin.connections.pathFilter());
    },
  };
  const add = useMutation(trpc.admin.connections.addAction.mutationOptions(saved));
  const edit = useMutation(trpc.admin.connections.editAction.mutationOptions(saved));
  const mutation = action ? edit : add;
  const refused = fieldErrorsByPath(mutation.error);
  const errors = new Map([...refused, ...(tried ? issues : [])]);
  const whole = errors.get("");
  errors.delete("");

  function send() {
    setTried(true);
    mutation.reset();
    // Sent even with errors: the server checks more than the schema, and its errors show together with the schema's.
    if (action) edit.mutate({ id: action.id, values });
    else add.mutate({ connection, values });
  }
  return (
    <FormDialog
      title={action ? `Edit ${action.values.name}` : "Add action"}
      size="large"
      typed={typed}
      mutation={mutation}
      errors={whole ? new Map([["", whole]]) : new Map()}
      action={action ? "Save" : "Add action"}
      onSubmit={send}
      close={close}
    >
      <SchemaForm schema={shape} value={values} onChange={(key, value) => set({ [key]: value })} errors={errors} />
    </FormDialog>
  );
}
