"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toaster";
import { fieldErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";

type Running = "finish" | "end";

const RUNNING = [
  { value: "finish", label: "Let running calls finish", text: "They ring nobody further." },
  { value: "end", label: "End running calls", text: "Whoever is on the phone is cut off." },
] as const;

/** Asks why all dialling is to be stopped, and what becomes of the calls that run. */
export function StopDialog({ close }: { close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm<{ reason: string; running: Running }>({ reason: "", running: "finish" });
  const stop = useMutation(
    trpc.admin.account.stop.mutationOptions({
      onSuccess: ({ ended }) => {
        toast.success(
          ended > 0 ? `All dialling is stopped, and ${ended} calls are ended.` : "All dialling is stopped.",
        );
        close();
        return queries.invalidateQueries(trpc.admin.account.pathFilter());
      },
    }),
  );
  const errors = fieldErrors(stop.error);
  return (
    <FormDialog
      title="Stop all dialling"
      text="Every start is refused with your reason until an admin allows dialling again."
      typed={typed}
      mutation={stop}
      errors={errors}
      action="Stop all dialling"
      danger
      onSubmit={() => stop.mutate(values)}
      close={close}
    >
      <Field
        label="Reason"
        placeholder="Calls to places nobody knows"
        autoComplete="off"
        value={values.reason}
        error={errors.get("reason") ?? null}
        onChange={(event) => set({ reason: event.target.value })}
      />
      <Choices
        kind="one"
        label="Calls that run now"
        options={RUNNING}
        value={values.running}
        onChange={(running) => set({ running: running as Running })}
      />
    </FormDialog>
  );
}
