"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";
import type { Destination } from "./alert";

const KINDS = [
  { value: "email", label: "E-mail" },
  { value: "slack", label: "Channel" },
];

type DestinationFormProps = { destination: Destination | null; hasMailServer: boolean; close: () => void };

/** Adds or edits a destination. */
export function DestinationForm({ destination, hasMailServer, close }: DestinationFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm({
    kind: destination?.kind ?? (hasMailServer ? "email" : "slack"),
    name: destination?.name ?? "",
    recipients: destination?.recipients.join(", ") ?? "",
    url: "",
  });
  const onSuccess = () => {
    toast.success(`${values.name.trim()} saved.`);
    close();
    return queries.invalidateQueries(trpc.admin.alerts.pathFilter());
  };
  const add = useMutation(trpc.admin.alerts.addDestination.mutationOptions({ onSuccess }));
  const edit = useMutation(trpc.admin.alerts.editDestination.mutationOptions({ onSuccess }));
  const mutation = destination ? edit : add;
  const errors = fieldErrors(mutation.error);
  const recipientsFault = [...errors].find(([field]) => field.startsWith("recipients"))?.[1] ?? null;

  function send() {
    const recipients = values.recipients.split(/[\s,;]+/).filter(Boolean);
    const input = { ...values, recipients: values.kind === "email" ? recipients : [] };
    if (destination) edit.mutate({ id: destination.id, ...input });
    else add.mutate(input);
  }

  return (
    <FormDialog
      title={destination ? "Edit destination" : "Add destination"}
      typed={typed}
      mutation={mutation}
      errors={errors}
      action={destination ? "Save" : "Add destination"}
      onSubmit={send}
      close={close}
    >
      <Segmented
        aria-label="Kind"
        value={values.kind}
        choices={KINDS}
        onChange={(kind) => set({ kind: kind as Destination["kind"] })}
        className="w-fit max-w-full"
      />
      <Field
        label="Name"
        placeholder={values.kind === "email" ? "On call" : "#alarms"}
        autoComplete="off"
        value={values.name}
        error={errors.get("name") ?? null}
        onChange={(event) => set({ name: event.target.value })}
      />
      {values.kind === "email" ? (
        <Field
          label="E-mail addresses"
          placeholder="on-call@example.com"
          hint={
            hasMailServer
              ? "Several with commas between."
              : "Your operator has set no mail server (SMTP_URL): nothing can be sent."
          }
          autoComplete="off"
          value={values.recipients}
          error={errors.get("kind") ?? recipientsFault}
          onChange={(event) => set({ recipients: event.target.value })}
        />
      ) : (
        <Field
          label="Address of the webhook"
          placeholder={destination?.host ? "Stays as it is" : "https://hooks.slack.com/services/…"}
          hint="Slack's incoming webhook, or one that is compatible: Mattermost, Rocket.Chat, Discord's with /slack at its end. It is kept sealed."
          autoComplete="off"
          className="font-mono"
          value={values.url}
          error={errors.get("url") ?? null}
          onChange={(event) => set({ url: event.target.value })}
        />
      )}
    </FormDialog>
  );
}
