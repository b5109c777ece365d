"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@/app/_parts/trpc";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toaster";
import { fieldErrors, rowErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { useForm } from "../../_parts/use-form";
import type { CalendarRow, DateRow, Place } from "./calendar";
import { DateRows } from "./date-rows";
import { HolidayFields } from "./holiday-fields";
import { LeftOut } from "./left-out";
import { TakeFree } from "./take-free";

type Values = { name: string; holidays: Place | null; dates: DateRow[]; feedUrl: string; feedFree: boolean };

/** Adds or edits a calendar. */
export function CalendarForm({ calendar, close }: { calendar: CalendarRow | null; close: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm<Values>({
    name: calendar?.name ?? "",
    holidays: calendar?.holidays ?? null,
    dates: (calendar?.dates ?? []).map(({ to = "", ...date }) => ({ ...date, to })),
    feedUrl: calendar?.feedUrl ?? "",
    feedFree: Boolean(calendar?.feedUrl && calendar.feedFree),
  });
  const saved = {
    onSuccess: () => {
      toast.success(`${values.name.trim()} ${calendar ? "saved" : "added"}.`);
      close();
      return queries.invalidateQueries(trpc.admin.calendars.pathFilter());
    },
  };
  const add = useMutation(trpc.admin.calendars.add.mutationOptions(saved));
  const edit = useMutation(trpc.admin.calendars.edit.mutationOptions(saved));
  const mutation = calendar ? edit : add;
  const errors = fieldErrors(mutation.error);
  const inUse = (calendar?.uses.length ?? 0) > 0;

  function send() {
    // Empty rows are not saved.
    const dates = values.dates.filter(({ title, from, to }) => title || from || to);
    if (dates.length < values.dates.length) set({ dates });
    const input = { ...values, dates: dates.map(({ to, ...date }) => (to ? { ...date, to } : date)) };
    if (calendar) edit.mutate({ id: calendar.id, ...input });
    else add.mutate(input);
  }

  return (
    <FormDialog
      size="large"
      title={calendar ? "Edit calendar" : "Add calendar"}
      typed={typed}
      mutation={mutation}
      errors={errors}
      action={calendar ? "Save" : "Add calendar"}
      onSubmit={send}
      close={close}
    >
      <Field
        label="Name"
        placeholder="Public holidays"
        autoComplete="off"
        hint={
          inUse
            ? "Published flows go on with it under another name; drafts that say the old one ask for the new one."
            : "What flow builders choose it by."
        }
        value={values.name}
        error={errors.get("name") ?? null}
        onChange={(event) => set({ name: event.target.value })}
      />
      <HolidayFields
        value={values.holidays}
        error={errors.get("holidays") ?? null}
        onChange={(holidays) => set({ holidays })}
      />
      <DateRows dates={values.dates} errors={rowErrors(mutation.error, "dates")} onChange={(dates) => set({ dates })} />
      <Field
        label="Address of a calendar"
        type="url"
        placeholder="https://"
        autoComplete="off"
        hint="An iCalendar (.ics) address. It is read when you save, and whenever you ask for it in the list."
        className="font-mono text-label"
        value={values.feedUrl}
        error={errors.get("feedUrl") ?? null}
        onChange={(event) => set({ feedUrl: event.target.value })}
      />
      {values.feedUrl ? <TakeFree on={values.feedFree} onChange={(feedFree) => set({ feedFree })} /> : null}
      {calendar?.feedUrl && calendar.feedUrl === values.feedUrl ? <LeftOut {...calendar.feedLeftOut} /> : null}
    </FormDialog>
  );
}
