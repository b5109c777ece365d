"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { fieldErrors } from "@/app/(studio)/_parts/field-errors";
import { FormDialog } from "@/app/(studio)/admin/_parts/form-dialog";
import { LabelledSelect } from "@/app/(studio)/admin/_parts/labelled-select";
import { useForm } from "@/app/(studio)/admin/_parts/use-form";
import { TimeZonePicker } from "@/components/time-zone/time-zone-picker";
import { ChosenList } from "@/components/ui/chosen-list";
import { Field, Labelled } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { toast } from "@/components/ui/toaster";
import { FORMATS, type Format } from "../formats";
import { EVERY, type Filters, HOURS, periodOf, type Schedule } from "./schedule";
import { useFilterText } from "./use-filter-text";

/** A schedule to be changed, or what a new one takes over from the report as it is set. */
type ScheduleFormProps = {
  of: Schedule | { filters: Filters; variables: string[]; timeZone: string };
  close: () => void;
  /** After a schedule was added. */
  added?: () => void;
};

/** Adds or edits a schedule of exports. */
export function ScheduleForm({ of, close, added }: ScheduleFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const filterText = useFilterText();
  const { data } = useQuery(trpc.reports.schedules.queryOptions());
  const schedule = "id" in of ? of : null;
  const { values, set, typed } = useForm({
    name: schedule?.name ?? "",
    every: schedule?.every ?? ("day" as Schedule["every"]),
    hour: schedule?.hour ?? 6,
    timeZone: of.timeZone,
    format: (schedule?.format ?? "csv") as Format,
    recipients: schedule?.recipients.map(({ id }) => id) ?? [],
  });
  const onSuccess = async () => {
    toast.success(`${values.name.trim()} saved.`);
    close();
    await queries.invalidateQueries(trpc.reports.schedules.queryFilter());
  };
  const add = useMutation(
    trpc.reports.addSchedule.mutationOptions({
      onSuccess: async () => {
        await onSuccess();
        added?.();
      },
    }),
  );
  const edit = useMutation(trpc.reports.editSchedule.mutationOptions({ onSuccess }));
  const mutation = schedule ? edit : add;
  const errors = fieldErrors(mutation.error);
  const { filters, variables } = of;
  const input = { ...values, filters, variables };
  return (
    <FormDialog
      title={schedule ? "Edit schedule" : "Schedule exports"}
      text={`${filterText(filters)}${variables.length > 0 ? `, with ${variables.join(", ")}` : ""}, of ${periodOf(values.every)}.`}
      typed={typed}
      mutation={mutation}
      errors={errors}
      action={schedule ? "Save" : "Add schedule"}
      onSubmit={() => (schedule ? edit.mutate({ id: schedule.id, ...input }) : add.mutate(input))}
      close={close}
    >
      <Field
        label="Name"
        placeholder="Calls of the day"
        autoComplete="off"
        maxLength={80}
        value={values.name}
        error={errors.get("name") ?? errors.get("variables") ?? null}
        onChange={(event) => set({ name: event.target.value })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <LabelledSelect
          label="When"
          value={values.every}
          choices={EVERY}
          onChange={(every) => set({ every: every as Schedule["every"] })}
        />
        <LabelledSelect
          label="At"
          value={String(values.hour)}
          choices={HOURS}
          onChange={(hour) => set({ hour: Number(hour) })}
        />
      </div>
      <Labelled label="Time zone" hint="The hour and the days are of its clocks." error={errors.get("timeZone")}>
        {(attributes) => (
          <TimeZonePicker {...attributes} value={values.timeZone} onChange={(timeZone) => set({ timeZone })} />
        )}
      </Labelled>
      <Segmented
        aria-label="Format"
        value={values.format}
        choices={FORMATS}
        onChange={(format) => set({ format: format as Format })}
      />
      {data && !data.hasMailServer ? (
        <p className="text-quiet">
          Your operator has set no mail server (SMTP_URL): files are listed here, and webhook endpoints are told of
          them.
        </p>
      ) : (
        <ChosenList
          legend="Recipients"
          label="Recipients of the mail"
          add="Add a member"
          none="Nobody; webhook endpoints are told"
          options={(data?.members ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          chosen={values.recipients}
          error={errors.get("recipients") ?? null}
          onChange={(recipients) => set({ recipients })}
        />
      )}
    </FormDialog>
  );
}
