"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { LabelledSelect } from "../../_parts/labelled-select";
import { useForm } from "../../_parts/use-form";
import { AuthFields } from "./auth-fields";
import { AUTH_LABELS, isAuth } from "./auth-labels";
import type { EditableConnection } from "./connection";
import { type ConnectionValues, firstValues } from "./connection-values";

const CHOICES = Object.entries(AUTH_LABELS).map(([value, label]) => ({ value, label }));

/** Adds or edits a connection. Its secret can be replaced, but is never shown. */
export function ConnectionForm({ connection, close }: { connection: EditableConnection | null; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm(firstValues(connection));
  const saved = {
    onSuccess: () => {
      toast.success(`${values.name.trim()} ${connection ? "saved" : "added"}.`);
      close();
      return queries.invalidateQueries(trpc.admin.connections.pathFilter());
    },
  };
  const add = useMutation(trpc.admin.connections.add.mutationOptions(saved));
  const edit = useMutation(trpc.admin.connections.edit.mutationOptions(saved));
  const mutation = connection ? edit : add;
  const errors = fieldErrors(mutation.error);
  const field = (name: Exclude<keyof ConnectionValues, "auth" | "sendAs">) => ({
    value: values[name],
    error: errors.get(name) ?? null,
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  return (
    <FormDialog
      title={connection ? `Edit ${connection.name}` : "Add connection"}
      typed={typed}
      mutation={mutation}
      errors={errors}
      action={connection ? "Save" : "Add connection"}
      onSubmit={() => (connection ? edit.mutate({ ...values, id: connection.id }) : add.mutate(values))}
      close={close}
    >
      <Field label="Name" autoComplete="off" hint="What flows call it." {...field("name")} />
      <Field
        label="Base URL"
        type="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="https://api.example.com/v1"
        hint="Every action begins with it."
        {...field("baseUrl")}
      />
      <LabelledSelect
        label="Authentication"
        value={values.auth}
        choices={CHOICES}
        error={errors.get("auth") ?? null}
        onChange={(auth) => isAuth(auth) && set({ auth })}
      />
      <AuthFields connection={connection} values={values} field={field} onSendAs={(sendAs) => set({ sendAs })} />
    </FormDialog>
  );
}
