"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { LabelledSelect } from "../../_parts/labelled-select";
import { useForm } from "../../_parts/use-form";
import type { CarrierChoice, NumberRow } from "./number";

type NumberFormProps = { number: NumberRow | null; carriers: CarrierChoice[]; close: () => void };

/** Adds a number, or edits one; the number itself cannot be changed. */
export function NumberForm({ number, carriers, close }: NumberFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const voice = useId();
  const { values, set, typed } = useForm({
    e164: number?.e164 ?? "",
    label: number?.label ?? "",
    carrierId: number?.carrierId ?? carriers[0]?.id ?? "",
    voiceEnabled: number?.voiceEnabled ?? true,
  });
  const saved = {
    onSuccess: () => {
      toast.success(number ? `${number.e164} saved.` : `${values.label.trim()} added.`);
      close();
      return queries.invalidateQueries(trpc.admin.numbers.pathFilter());
    },
  };
  const add = useMutation(trpc.admin.numbers.add.mutationOptions(saved));
  const edit = useMutation(trpc.admin.numbers.edit.mutationOptions(saved));
  const mutation = number ? edit : add;
  const errors = fieldErrors(mutation.error);
  return (
    <FormDialog
      title={number ? "Edit number" : "Add number"}
      typed={typed}
      mutation={mutation}
      errors={errors}
      action={number ? "Save" : "Add number"}
      onSubmit={() => mutation.mutate(values)}
      close={close}
    >
      <Field
        label="Number"
        type="tel"
        autoComplete="off"
        placeholder="+12025550101"
        hint="With its country code, as your carrier lists it."
        className="font-mono"
        value={values.e164}
        disabled={number !== null}
        error={errors.get("e164") ?? null}
        onChange={(event) => set({ e164: event.target.value })}
      />
      <Field
        label="Name"
        placeholder="Customer line"
        autoComplete="off"
        hint="What flow builders choose it by."
        value={values.label}
        error={errors.get("label") ?? null}
        onChange={(event) => set({ label: event.target.value })}
      />
      <LabelledSelect
        label="Carrier"
        value={values.carrierId}
        choices={carriers.map(({ id, name }) => ({ value: id, label: name }))}
        error={errors.get("carrierId") ?? null}
        onChange={(carrierId) => set({ carrierId })}
      />
      <div className="flex items-center justify-between gap-4">
        <div>
          <p id={voice} className="font-medium text-label">
            Calls enabled
          </p>
          <p className="text-label text-quiet">Off: flows cannot call from it, and say so before they are published.</p>
        </div>
        <Switch
          aria-labelledby={voice}
          checked={values.voiceEnabled}
          onChange={(voiceEnabled) => set({ voiceEnabled })}
        />
      </div>
    </FormDialog>
  );
}
