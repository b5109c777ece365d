"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";
import { ROLE_OPTIONS } from "./roles";
import type { Link } from "./user";

/** Creates a user and the link by which they set their password. */
export function InviteForm({ made, close }: { made: (name: string, link: Link) => void; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm({ name: "", email: "", role: "viewer" });
  const invite = useMutation(
    trpc.admin.users.invite.mutationOptions({
      onSuccess: (link) => {
        made(values.name.trim(), link);
        return queries.invalidateQueries(trpc.admin.users.pathFilter());
      },
    }),
  );
  const errors = fieldErrors(invite.error);
  return (
    <FormDialog
      title="Invite user"
      text="You get a link to hand over. Nothing is sent from here."
      typed={typed}
      mutation={invite}
      errors={errors}
      action="Make invitation"
      onSubmit={() => invite.mutate(values)}
      close={close}
    >
      <Field
        label="Name"
        autoComplete="off"
        value={values.name}
        error={errors.get("name") ?? null}
        onChange={(event) => set({ name: event.target.value })}
      />
      <Field
        label="Email"
        type="email"
        autoComplete="off"
        hint="What they sign in with."
        value={values.email}
        error={errors.get("email") ?? null}
        onChange={(event) => set({ email: event.target.value })}
      />
      <Choices
        kind="one"
        label="Role"
        value={values.role}
        options={ROLE_OPTIONS}
        error={errors.get("role") ?? null}
        onChange={(role) => set({ role })}
      />
    </FormDialog>
  );
}
