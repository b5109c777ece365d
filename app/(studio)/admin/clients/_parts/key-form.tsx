"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";
import type { ClientRow } from "./client";
import { KeyField } from "./client-form";

/** Replaces a client's public key. */
export function KeyForm({ client, close }: { client: ClientRow; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm({ key: "" });
  const rotate = useMutation(
    trpc.admin.clients.rotate.mutationOptions({
      onSuccess: () => {
        toast.success(`${client.name} signs with its new key from now on.`);
        close();
        return queries.invalidateQueries(trpc.admin.clients.pathFilter());
      },
    }),
  );
  const errors = fieldErrors(rotate.error);
  return (
    <FormDialog
      title={`Replace the key of ${client.name}`}
      text="What the old key signs is refused as soon as you save."
      typed={typed}
      mutation={rotate}
      errors={errors}
      action="Replace key"
      onSubmit={() => rotate.mutate({ id: client.id, key: values.key })}
      close={close}
    >
      <KeyField value={values.key} error={errors.get("key")} onChange={(key) => set({ key })} />
    </FormDialog>
  );
}
