"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";
import type { ListedNumber } from "./listed-number";

/** Takes a number off the list, with a reason that the audit log keeps. */
export function RemoveNumber({ number: { number }, close }: { number: ListedNumber; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm({ reason: "" });
  const remove = useMutation(
    trpc.admin.doNotCall.remove.mutationOptions({
      onSuccess: () => {
        toast.success(`${number} is off the list.`);
        close();
        return queries.invalidateQueries(trpc.admin.doNotCall.pathFilter());
      },
    }),
  );
  const errors = fieldErrors(remove.error);
  return (
    <FormDialog
      title={`Take ${number} off the list?`}
      text="Flows may ring it again. The audit log keeps who did this and why."
      typed={typed}
      mutation={remove}
      errors={errors}
      action="Take it off"
      onSubmit={() => remove.mutate({ number, ...values })}
      close={close}
    >
      <Field
        label="Reason"
        autoComplete="off"
        placeholder="Asked to be called again"
        value={values.reason}
        error={errors.get("reason") ?? null}
        onChange={(event) => set({ reason: event.target.value })}
      />
    </FormDialog>
  );
}
