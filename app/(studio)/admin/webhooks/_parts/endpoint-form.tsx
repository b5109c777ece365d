"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { Mono } from "@/components/ui/mono";
import { Segmented } from "@/components/ui/segmented";
import { toast } from "@/components/ui/toaster";
import { fieldErrors, rowErrors } from "../../../_parts/field-errors";
import { ChosenFlows } from "../../_parts/chosen-flows";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";
import type { EndpointDetail } from "./endpoint";
import { HeaderRows } from "./header-rows";

const WHICH = [
  { value: "all", label: "All but steps" },
  { value: "some", label: "Chosen types" },
];

type EndpointFormProps = {
  endpoint: EndpointDetail | null;
  added: (name: string, secret: string) => void;
  close: () => void;
};

/** Adds or edits an endpoint. */
export function EndpointForm({ endpoint, added, close }: EndpointFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const setup = useQuery(trpc.admin.webhooks.setup.queryOptions());
  const { values, set, typed } = useForm({
    name: endpoint?.name ?? "",
    url: endpoint?.url ?? "",
    types: endpoint?.types ?? [],
    flows: endpoint?.flows ?? [],
    headers: (endpoint?.headers ?? []).map((name) => ({ name, value: "" })),
  });
  const [which, setWhich] = useState(values.types.length > 0 ? "some" : "all");
  const [incomplete, setIncomplete] = useState(false);
  const refresh = () => queries.invalidateQueries(trpc.admin.webhooks.pathFilter());
  const name = values.name.trim();
  const add = useMutation(
    trpc.admin.webhooks.add.mutationOptions({
      onSuccess: ({ secret }) => {
        added(name, secret);
        return refresh();
      },
    }),
  );
  const edit = useMutation(
    trpc.admin.webhooks.edit.mutationOptions({
      onSuccess: () => {
        toast.success(`${name} saved.`);
        close();
        return refresh();
      },
    }),
  );
  const mutation = endpoint ? edit : add;
  const errors = fieldErrors(mutation.error);
  const error = (field: string) => errors.get(field) ?? null;

  function send() {
    setIncomplete(which === "some" && values.types.length === 0);
    if (which === "some" && values.types.length === 0) return;
    const input = { ...values, types: which === "all" ? [] : values.types };
    if (endpoint) edit.mutate({ id: endpoint.id, ...input });
    else add.mutate(input);
  }

  return (
    <FormDialog
      size="large"
      title={endpoint ? "Edit endpoint" : "Add endpoint"}
      typed={typed}
      mutation={mutation}
      errors={errors}
      action={endpoint ? "Save" : "Add endpoint"}
      onSubmit={send}
      close={close}
    >
      <Field
        label="Name"
        placeholder="Our website"
        autoComplete="off"
        value={values.name}
        error={error("name")}
        onChange={(event) => set({ name: event.target.value })}
      />
      <Field
        label="Address"
        placeholder="https://www.example.com/patchcord"
        hint="Events are posted to it, each with a signature."
        autoComplete="off"
        className="font-mono"
        value={values.url}
        error={error("url")}
        onChange={(event) => set({ url: event.target.value })}
      />
      <div className="grid gap-2">
        <p className="font-medium text-label">Events</p>
        <Segmented aria-label="Events" value={which} choices={WHICH} onChange={setWhich} className="w-fit max-w-full" />
        {which === "some" ? (
          <Choices
            kind="many"
            label="Types"
            value={values.types}
            error={error("types") ?? (incomplete && values.types.length === 0 ? "Choose a type." : null)}
            onChange={(types) => set({ types })}
            options={(setup.data?.types ?? []).map((type) => ({
              value: type.name,
              label: <Mono>{type.name}</Mono>,
              text: type.says,
            }))}
          />
        ) : null}
      </div>
      <ChosenFlows
        flows={setup.data?.flows ?? []}
        chosen={values.flows}
        error={error("flows")}
        onChange={(flows) => set({ flows })}
      />
      <HeaderRows
        headers={values.headers}
        kept={endpoint?.headers ?? []}
        errors={rowErrors(mutation.error, "headers")}
        onChange={(headers) => set({ headers })}
      />
    </FormDialog>
  );
}
