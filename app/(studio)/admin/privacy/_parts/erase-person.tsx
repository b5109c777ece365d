"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";

const NOTHING_TYPED = new Map([["again", "Type the number as above: what is erased cannot be brought back."]]);

/** Erases a person, after the number was typed a second time. */
export function ErasePerson({ number, close }: { number: string; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const label = useId();
  const { values, set, typed } = useForm({ again: "", offList: false, isAsked: false });
  const erase = useMutation(
    trpc.admin.people.erase.mutationOptions({
      onSuccess: () => {
        toast.success("The person is being erased.");
        close();
        return queries.invalidateQueries(trpc.admin.pathFilter());
      },
    }),
  );
  const isSame = values.again.trim() === number;
  const errors = values.isAsked && !isSame ? NOTHING_TYPED : fieldErrors(erase.error);
  return (
    <FormDialog
      title={`Erase ${number}?`}
      text="Interactions, events, calls and reports keep their times and counts, but no text of this person and no number. Calls that still run are ended. Backups are not changed."
      typed={typed}
      mutation={erase}
      errors={errors}
      action="Erase for good"
      danger
      onSubmit={() => {
        set({ isAsked: true });
        if (isSame) erase.mutate({ number, offList: values.offList });
      }}
      close={close}
    >
      <Field
        label="The number again"
        type="tel"
        autoComplete="off"
        className="font-mono"
        value={values.again}
        error={errors.get("again") ?? errors.get("number") ?? null}
        onChange={(event) => set({ again: event.target.value })}
      />
      <div className="flex items-start gap-3">
        <Switch aria-labelledby={label} checked={values.offList} onChange={(offList) => set({ offList })} />
        <p id={label}>
          Take it off the do-not-call list, too. <span className="text-quiet">Flows may then ring it again.</span>
        </p>
      </div>
    </FormDialog>
  );
}
