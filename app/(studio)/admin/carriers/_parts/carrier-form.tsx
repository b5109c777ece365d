"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { PlugZap } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { LabelledSelect } from "../../_parts/labelled-select";
import { useForm } from "../../_parts/use-form";
import type { CarrierKind, CarrierRow } from "./carrier";
import { KeyFields } from "./key-fields";
import { TestResult } from "./test-result";

type CarrierFormProps = { carrier: CarrierRow | null; kinds: CarrierKind[]; close: () => void };

/** Adds or edits a carrier. Its token and keys can be replaced, but are never shown. */
export function CarrierForm({ carrier, kinds: all, close }: CarrierFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  // The sandbox is offered only if one is running.
  const kinds = all.filter(({ kind, baseUrl }) => baseUrl || kind === carrier?.kind);
  const { values, set, typed } = useForm(firstValues(carrier, kinds));
  const kind = kinds.find((known) => known.kind === values.kind);
  const saved = {
    onSuccess: () => {
      toast.success(`${values.name.trim()} ${carrier ? "saved" : "added"}.`);
      close();
      return queries.invalidateQueries(trpc.admin.carriers.pathFilter());
    },
  };
  const add = useMutation(trpc.admin.carriers.add.mutationOptions(saved));
  const edit = useMutation(trpc.admin.carriers.edit.mutationOptions(saved));
  const test = useMutation(trpc.admin.carriers.test.mutationOptions());
  const mutation = carrier ? edit : add;
  const errors = new Map([...fieldErrors(test.error), ...fieldErrors(mutation.error)]);
  const { keepOld, ...typedValues } = values;
  const form = { ...typedValues, callsPerSecond: values.callsPerSecond === "" ? null : Number(values.callsPerSecond) };
  const moved =
    carrier !== null &&
    (values.kind !== carrier.kind || values.baseUrl !== carrier.baseUrl || values.accountSid !== carrier.accountSid);

  function choose(next: string) {
    const chosen = kinds.find((known) => known.kind === next);
    if (chosen) set({ kind: next, baseUrl: chosen.baseUrl, callsPerSecond: String(chosen.callsPerSecond) });
  }
  function send() {
    test.reset();
    if (carrier) edit.mutate({ ...form, id: carrier.id, keepOld });
    else add.mutate(form);
  }
  function testConnection() {
    mutation.reset();
    test.mutate({ id: carrier?.id ?? null, form });
  }
  const field = (name: Exclude<keyof typeof values, "keepOld">) => ({
    value: values[name],
    error: errors.get(name) ?? null,
    onChange: (event: { target: { value: string } }) => {
      if (test.data) test.reset();
      set({ [name]: event.target.value });
    },
  });
  return (
    <FormDialog
      title={carrier ? `Edit ${carrier.name}` : "Add carrier"}
      typed={typed}
      mutation={{ ...mutation, error: mutation.error ?? test.error }}
      errors={errors}
      action={carrier ? "Save" : "Add carrier"}
      onSubmit={send}
      close={close}
      result={test.data ? <TestResult checks={test.data.checks} /> : null}
      aside={
        <Button onClick={testConnection} disabled={test.isPending}>
          <PlugZap aria-hidden /> {test.isPending ? "Asking…" : "Test carrier"}
        </Button>
      }
    >
      <LabelledSelect
        label="Kind"
        value={values.kind}
        choices={kinds.map((known) => ({ value: known.kind, label: known.label }))}
        error={errors.get("kind") ?? null}
        onChange={choose}
      />
      <Field label="Name" autoComplete="off" {...field("name")} />
      <Field
        label="Base URL"
        type="url"
        autoComplete="off"
        spellCheck={false}
        readOnly={kind?.sandbox ?? false}
        hint={
          kind?.sandbox ? "The sandbox on this machine." : "Change it only for another region or a compatible carrier."
        }
        {...field("baseUrl")}
      />
      <Field
        label={kind?.accountLabel ?? "Account"}
        autoComplete="off"
        spellCheck={false}
        className="font-mono"
        {...field("accountSid")}
      />
      <Field
        label={kind?.tokenLabel ?? "Token"}
        type="password"
        autoComplete="new-password"
        placeholder={carrier ? "Unchanged" : ""}
        hint={
          moved
            ? "Enter it again: it goes to another address or account now."
            : carrier
              ? "Leave it empty to keep the one there is. It is never shown."
              : "Sealed when you save it, and never shown again."
        }
        {...field("token")}
      />
      <KeyFields kind={kind} field={field} stored={moved ? null : carrier} />
      {carrier && (values.token || values.sharedKeySecret) && !moved ? (
        <label htmlFor="keep-old-token" className="flex items-center justify-between gap-4 text-label">
          <span>
            <span className="block font-medium">Keep the old {values.token ? "token" : "shared key"} good</span>
            <span className="block text-quiet">
              For what the carrier still signs with it. Remove it when the rotation is done.
            </span>
          </span>
          <Switch id="keep-old-token" checked={keepOld} onChange={(on) => set({ keepOld: on })} />
        </label>
      ) : null}
      <Field
        label="Calls per second"
        type="number"
        min={0.1}
        step="any"
        inputMode="decimal"
        hint={
          kind?.sandbox
            ? "Empty: no limit."
            : "What the carrier lets your account place; more wait here, where they can be cancelled."
        }
        {...field("callsPerSecond")}
      />
    </FormDialog>
  );
}

function firstValues(carrier: CarrierRow | null, kinds: CarrierKind[]) {
  const [first] = kinds;
  const pace = carrier ? carrier.callsPerSecond : (first?.callsPerSecond ?? null);
  return {
    name: carrier?.name ?? "",
    kind: carrier?.kind ?? first?.kind ?? "",
    baseUrl: carrier?.baseUrl ?? first?.baseUrl ?? "",
    accountSid: carrier?.accountSid ?? "",
    token: "",
    apiKeyId: carrier?.apiKeyId ?? "",
    apiKeySecret: "",
    sharedKeyId: carrier?.sharedKeyId ?? "",
    sharedKeySecret: "",
    callsPerSecond: pace === null ? "" : String(pace),
    keepOld: true,
  };
}
