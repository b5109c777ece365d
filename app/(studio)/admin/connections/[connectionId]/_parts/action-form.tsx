"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { action as shape } from "@/components/connection/action";
import { issuesOf } from "@/components/form/issues";
import { SchemaForm } from "@/components/form/schema-form";
import { toast } from "@/components/ui/toaster";
import { FormWindow } from "../../../_parts/form-window";
import { useForm } from "../../../_parts/use-form";
import type { ActionRow } from "../../_parts/shown";
import { deepErrors } from "./deep-errors";

type ActionFormProps = {
  connection: string;
  /** The one to change; null adds one, `from` is what it begins as. */
  action: ActionRow | null;
  from: ActionRow | null;
  close: () => void;
};

/** Adds an action, or changes one. What its shape forbids is said while typing once somebody has tried to save. */
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
  const sending = action ? edit : add;
  const said = deepErrors(sending.error);
  const errors = new Map([...said, ...(tried ? issues : [])]);
  const whole = errors.get("");
  errors.delete("");

  function send() {
    setTried(true);
    sending.reset();
    // The server checks all of it again, and the rest: it is the one to say what is wrong first.
    if (action) edit.mutate({ id: action.id, values });
    else add.mutate({ connection, values });
  }
  return (
    <FormWindow
      title={action ? `Edit ${action.values.name}` : "Add action"}
      size="large"
      typed={typed}
      sending={sending}
      errors={whole ? new Map([["", whole]]) : new Map()}
      action={action ? "Save" : "Add action"}
      onSubmit={send}
      close={close}
    >
      <SchemaForm schema={shape} value={values} onChange={(key, value) => set({ [key]: value })} errors={errors} />
    </FormWindow>
  );
}
