"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";

/** Puts one number on the list. */
export function AddNumber({ close }: { close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm({ number: "", reason: "" });
  const add = useMutation(
    trpc.admin.doNotCall.add.mutationOptions({
      onSuccess: ({ added, bad }) => {
        if (bad.length > 0) return;
        toast.success(added > 0 ? "Added. The number is not rung any more." : "The number was on the list already.");
        close();
        return queries.invalidateQueries(trpc.admin.doNotCall.pathFilter());
      },
    }),
  );
  const errors = fieldErrors(add.error);
  const [bad] = add.data?.bad ?? [];
  return (
    <FormDialog
      title="Add number"
      typed={typed}
      mutation={add}
      errors={errors}
      action="Add number"
      onSubmit={() => add.mutate({ numbers: [values.number], reason: values.reason })}
      close={close}
    >
      <Field
        label="Number"
        type="tel"
        autoComplete="off"
        placeholder="+12025550140"
        hint="With its country code."
        className="font-mono"
        value={values.number}
        error={bad ? `The number ${bad.problem}.` : null}
        onChange={(event) => set({ number: event.target.value })}
      />
      <Field
        label="Reason"
        autoComplete="off"
        hint="For whoever reads the list; may be empty."
        value={values.reason}
        error={errors.get("reason") ?? null}
        onChange={(event) => set({ reason: event.target.value })}
      />
    </FormDialog>
  );
}
