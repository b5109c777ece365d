"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";
import type { ClientRow, NewCredentials, ScopeChoice } from "./client";

const WAYS = [
  { value: "secret", label: "A secret", text: "Patchcord makes one and shows it once. Works with every library." },
  { value: "key", label: "Its own key", text: "It signs with a private key that never leaves it: ES256 or RS256." },
];

type ClientFormProps = {
  client: ClientRow | null;
  scopes: ScopeChoice[];
  /** The scopes that are selected at first. */
  preset: string[];
  created: (name: string, credentials: NewCredentials) => void;
  close: () => void;
};

/** Creates a client, or edits the name and scopes of one. */
export function ClientForm({ client, scopes, preset, created, close }: ClientFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm({
    name: client?.name ?? "",
    scopes: client?.scopes ?? scopes.map(({ scope }) => scope).filter((scope) => preset.includes(scope)),
    way: "secret",
    key: "",
  });
  const name = values.name.trim();
  const refresh = () => queries.invalidateQueries(trpc.admin.clients.pathFilter());
  const create = useMutation(
    trpc.admin.clients.create.mutationOptions({
      onSuccess: (credentials) => {
        toast.success(`${name} created.`);
        created(name, credentials);
        return refresh();
      },
    }),
  );
  const edit = useMutation(
    trpc.admin.clients.edit.mutationOptions({
      onSuccess: () => {
        toast.success(`${name} saved.`);
        close();
        return refresh();
      },
    }),
  );
  const mutation = client ? edit : create;
  const errors = fieldErrors(mutation.error);
  function send() {
    const form = { name: values.name, scopes: values.scopes };
    if (client) edit.mutate({ ...form, id: client.id });
    else create.mutate({ ...form, key: values.way === "key" ? values.key : null });
  }
  return (
    <FormDialog
      title={client ? `Edit ${client.name}` : "Create client"}
      typed={typed}
      mutation={mutation}
      errors={errors}
      action={client ? "Save" : "Create client"}
      onSubmit={send}
      close={close}
    >
      <Field
        label="Name"
        placeholder="Website"
        autoComplete="off"
        value={values.name}
        error={errors.get("name") ?? null}
        onChange={(event) => set({ name: event.target.value })}
      />
      <Choices
        kind="many"
        label="What it may do"
        value={values.scopes}
        options={scopes.map(({ scope, meaning }) => ({ value: scope, label: <code>{scope}</code>, text: meaning }))}
        error={errors.get("scopes") ?? null}
        onChange={(chosen) => set({ scopes: chosen })}
      />
      {client ? (
        <p className="text-label text-quiet">
          Tokens it has already keep their scopes until they end, ten minutes at most.
        </p>
      ) : (
        <Choices
          kind="one"
          label="How it proves who it is"
          value={values.way}
          options={WAYS}
          onChange={(way) => set({ way })}
        />
      )}
      {values.way === "key" ? (
        <KeyField value={values.key} error={errors.get("key")} onChange={(key) => set({ key })} />
      ) : null}
    </FormDialog>
  );
}

type KeyFieldProps = { value: string; error: string | undefined; onChange: (value: string) => void };

export function KeyField({ value, error, onChange }: KeyFieldProps) {
  return (
    <TextArea
      label="Public key"
      mono
      rows={6}
      spellCheck={false}
      placeholder={'{"kty": "EC", "crv": "P-256", …} or -----BEGIN PUBLIC KEY-----'}
      hint="A JWK or PEM: P-256 for ES256, or RSA of 2048 bits or more for RS256."
      value={value}
      error={error ?? null}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
