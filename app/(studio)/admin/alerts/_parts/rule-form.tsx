"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";
import type { AlertRule } from "./alert";

/** From what on an alert fires, and over which time it counts. */
export function RuleForm({ rule, close }: { rule: AlertRule; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { name, title, says, counts, bounds, enabled } = rule;
  const { values, set, typed } = useForm({
    threshold: String(rule.threshold),
    windowMinutes: String(rule.windowMinutes ?? ""),
  });
  const save = useMutation(
    trpc.admin.alerts.setRule.mutationOptions({
      onSuccess: () => {
        toast.success(`${title} saved.`);
        close();
        return queries.invalidateQueries(trpc.admin.alerts.pathFilter());
      },
    }),
  );
  const errors = fieldErrors(save.error);
  const send = () =>
    save.mutate({
      ...{ rule: name, enabled },
      threshold: numberOf(values.threshold),
      windowMinutes: bounds.window ? numberOf(values.windowMinutes) : null,
    });
  return (
    <FormDialog
      title={title}
      text={says}
      typed={typed}
      mutation={save}
      errors={errors}
      action="Save"
      onSubmit={send}
      close={close}
    >
      <Field
        label={counts}
        hint={hintOf(bounds.threshold)}
        inputMode="numeric"
        value={values.threshold}
        error={errors.get("threshold") ?? null}
        onChange={(event) => set({ threshold: event.target.value })}
      />
      {bounds.window ? (
        <Field
          label="In minutes"
          hint={`What happened in so many minutes counts. ${hintOf(bounds.window)}`}
          inputMode="numeric"
          value={values.windowMinutes}
          error={errors.get("windowMinutes") ?? null}
          onChange={(event) => set({ windowMinutes: event.target.value })}
        />
      ) : null}
    </FormDialog>
  );
}

/** What is no number is out of every bound, so that the server says so beside the field. */
const numberOf = (text: string) => (/^\s*\d{1,9}\s*$/.test(text) ? Number(text) : -1);

const hintOf = ({ standard, least, most }: AlertRule["bounds"]["threshold"]) =>
  `From ${least} to ${most.toLocaleString("en-GB")}; ${standard} is proposed.`;
