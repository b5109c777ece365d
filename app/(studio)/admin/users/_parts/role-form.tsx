"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useTRPC } from "@/app/_parts/trpc";
import { Choices } from "@/components/ui/choices";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";
import { ROLE_NAME, ROLE_OPTIONS } from "./roles";
import type { Member, Role } from "./user";

export function RoleForm({ member, self, close }: { member: Member; self: boolean; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm<{ role: Role }>({ role: member.role });
  const change = useMutation(
    trpc.admin.users.changeRole.mutationOptions({
      onSuccess: () => {
        toast.success(`${member.name} is ${ROLE_NAME[values.role]} now.`);
        close();
        // After the user's own role has changed, a full reload leaves this area if they are no admin any more.
        if (self) return window.location.reload();
        return queries.invalidateQueries(trpc.admin.users.pathFilter());
      },
    }),
  );
  return (
    <FormDialog
      title={`Role of ${member.name}`}
      text="It holds from their next click on."
      typed={typed}
      mutation={change}
      errors={fieldErrors(change.error)}
      action="Change role"
      onSubmit={() => change.mutate({ id: member.id, role: values.role })}
      close={close}
    >
      <Choices
        kind="one"
        label="Role"
        value={values.role}
        options={ROLE_OPTIONS}
        onChange={(role) => set({ role: role as Role })}
      />
      {self && values.role !== "admin" ? (
        <Notice tone="warn" icon={TriangleAlert}>
          This is you: you leave this area, and only another admin can let you back in.
        </Notice>
      ) : null}
    </FormDialog>
  );
}
