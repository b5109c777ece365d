"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/_parts/trpc";
import { Field } from "@/components/ui/field";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";

/** Creates a function and opens its page. */
export function AddFunction({ close }: { close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const { values, set, typed } = useForm({ name: "", description: "" });
  const mutation = useMutation(
    trpc.admin.functions.add.mutationOptions({
      onSuccess: ({ id }) => {
        router.push(`/admin/functions/${id}`);
        return queries.invalidateQueries(trpc.admin.functions.list.queryFilter());
      },
    }),
  );
  const errors = fieldErrors(mutation.error);
  return (
    <FormDialog
      title="Add function"
      text="You write it on the next page. Flows can run it once it is published."
      typed={typed}
      mutation={mutation}
      errors={errors}
      action="Add function"
      onSubmit={() => mutation.mutate(values)}
      close={close}
    >
      <Field
        label="Name"
        placeholder="Greeting by hour"
        autoComplete="off"
        hint="What flow builders choose it by."
        value={values.name}
        error={errors.get("name") ?? null}
        onChange={(event) => set({ name: event.target.value })}
      />
      <Field
        label="Description (optional)"
        autoComplete="off"
        value={values.description}
        error={errors.get("description") ?? null}
        onChange={(event) => set({ description: event.target.value })}
      />
    </FormDialog>
  );
}
