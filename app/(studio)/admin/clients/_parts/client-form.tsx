"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../../../_parts/field-errors";
import { ChosenFlows } from "../../_parts/chosen-flows";
import { FormDialog } from "../../_parts/form-dialog";
import { localMoment } from "../../_parts/local-moment";
import { useForm } from "../../_parts/use-form";
import type { ClientRow, FlowChoice, NewCredentials, ScopeChoice } from "./client";

const WAYS = [
  { value: "secret", label: "A secret", text: "Patchcord makes one and shows it once. Works with every library." },
  { value: "key", label: "Its own key", text: "It signs with a private key that never leaves it: ES256 or RS256." },
];

type ClientFormProps = {
  client: ClientRow | null;
  scopes: ScopeChoice[];
  flows: FlowChoice[];
  /** The scopes that are selected at first. */
  preset: string[];
  created: (name: string, credentials: NewCredentials) => void;
  close: () => void;
};

/** Creates a client, or edits the name and scopes of one, and what it is bound to. */
export function ClientForm({ client, scopes, flows, preset, created, close }: ClientFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm({
    name: client?.name ?? "",
    scopes: client?.scopes ?? scopes.map(({ scope }) => scope).filter((scope) => preset.includes(scope)),
    flows: client?.flows ?? [],
    addresses: client?.addresses.join("\n") ?? "",
    endsAt: client?.endsAt ? localMoment(client.endsAt) : "",
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
    const form = {
      ...{ name: values.name, scopes: values.scopes, flows: values.flows },
      addresses: values.addresses.split(/[\s,]+/).filter(Boolean),
      endsAt: values.endsAt === "" ? null : new Date(values.endsAt),
    };
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
      <ChosenFlows
        flows={flows}
        chosen={values.flows}
        error={errors.get("flows") ?? null}
        onChange={(chosen) => set({ flows: chosen })}
      />
      <TextArea
        label="Addresses"
        mono
        rows={2}
        placeholder="All addresses"
        hint="One a line, such as 192.0.2.7, or a network such as 192.0.2.0/24. From others, its requests are refused."
        value={values.addresses}
        error={errors.get("addresses") ?? null}
        onChange={(event) => set({ addresses: event.target.value })}
      />
      <Field
        label="Ends"
        type="datetime-local"
        hint="By this browser's clock. From then on it may do nothing. Without a moment, it goes on until it is revoked."
        value={values.endsAt}
        error={errors.get("endsAt") ?? null}
        onChange={(event) => set({ endsAt: event.target.value })}
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
