"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTRPC } from "@/app/_parts/trpc";
import { Choices } from "@/components/ui/choices";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { toast } from "@/components/ui/toaster";
import { fieldErrors, fieldErrorsByPath, rowErrors } from "../../../_parts/field-errors";
import { FormDialog } from "../../_parts/form-dialog";
import { HourFields } from "../../_parts/hour-fields";
import { LabelledSelect } from "../../_parts/labelled-select";
import { useForm } from "../../_parts/use-form";
import { ArgumentRows } from "./argument-rows";
import { CountryList } from "./country-list";
import { type FormValues, firstValues, inputOf, LIMITS, type Limit, rowsOf } from "./form-values";
import { Preview } from "./preview";
import { type ButtonRow, type ButtonSetup, LANGUAGES } from "./website-button";

const LIMIT_LABELS: Record<Limit, string> = {
  perNetworkHour: "Requests of one address an hour",
  perNumberDay: "Calls of one number a day",
  perHour: "Calls of this button an hour",
  perDay: "Calls of this button a day",
};

type ButtonFormProps = { button: ButtonRow | null; setup: ButtonSetup; close: () => void };

/** Adds or edits a button. */
export function ButtonForm({ button, setup, close }: ButtonFormProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { values, set, typed } = useForm<FormValues>(firstValues(button, setup));
  const [language, setLanguage] = useState("en");
  const saved = {
    onSuccess: () => {
      toast.success(`${values.name.trim()} ${button ? "saved" : "added"}.`);
      close();
      return queries.invalidateQueries(trpc.admin.buttons.pathFilter());
    },
  };
  const add = useMutation(trpc.admin.buttons.add.mutationOptions(saved));
  const edit = useMutation(trpc.admin.buttons.edit.mutationOptions(saved));
  const mutation = button ? edit : add;
  const errors = fieldErrors(mutation.error);
  const error = (field: string) => errors.get(field) ?? null;
  const text = (field: "name" | "business" | "reason" | Limit) => ({
    autoComplete: "off",
    value: values[field],
    error: error(field),
    onChange: (event: { target: { value: string } }) => set({ [field]: event.target.value }),
  });

  function send() {
    if (button) edit.mutate({ id: button.id, ...inputOf(values) });
    else add.mutate(inputOf(values));
  }

  return (
    <FormDialog
      size="large"
      title={button ? "Edit button" : "Add button"}
      typed={typed}
      mutation={mutation}
      errors={errors}
      action={button ? "Save" : "Add button"}
      onSubmit={send}
      close={close}
    >
      <Field label="Name" placeholder="Report a problem" hint="For you and your colleagues." {...text("name")} />
      <LabelledSelect
        label="Flow"
        value={values.flowId}
        choices={setup.flows.map(({ id, name }) => ({ value: id, label: name }))}
        error={error("flowId")}
        onChange={(flowId) => set({ flowId, rows: rowsOf(setup, flowId) })}
      />
      <ArgumentRows
        rows={values.rows}
        error={error("number") ?? fieldErrorsByPath(mutation.error).get("fixed") ?? null}
        errors={fieldErrorsByPath(mutation.error)}
        onChange={(rows) => set({ rows })}
      />
      <TextArea
        label="Sites"
        mono
        rows={2}
        hint="One origin a line, such as https://www.example.com. Other sites' pages get nothing."
        value={values.origins}
        error={error("origins")}
        onChange={(event) => set({ origins: event.target.value })}
      />
      <CountryList
        all={setup.countries}
        chosen={values.countries}
        error={error("countries")}
        onChange={(countries) => set({ countries })}
      />
      <Field label="Who calls" placeholder="Hearth & Home" {...text("business")} />
      <Field
        label="About"
        placeholder="your installation"
        hint="Said after the name; may be empty."
        {...text("reason")}
      />
      <Choices
        kind="many"
        label="Before anybody is joined"
        value={values.asksFirst ? ["asks"] : []}
        onChange={(chosen) => set({ asksFirst: chosen.includes("asks") })}
        options={[
          {
            value: "asks",
            label: "The call asks first",
            text: "Whoever answers hears who calls and presses 1. 9 puts the number on the do-not-call list. Without it, a stranger whose number somebody typed is joined at once.",
          },
        ]}
      />
      <Words values={values} language={language} setLanguage={setLanguage} set={set} />
      <div className="grid gap-3 sm:grid-cols-2">
        {LIMITS.map((limit) => (
          <Field key={limit} label={LIMIT_LABELS[limit]} inputMode="numeric" className="max-w-28" {...text(limit)} />
        ))}
      </div>
      <HourFields
        title="When somebody is there"
        always="Always: the button calls at any time."
        sometimes="Outside of these times the button says when it can call again."
        hours={values.hours}
        timeZone={values.timeZone}
        zoneError={error("timeZone")}
        errors={rowErrors(mutation.error, "hours")}
        onChange={set}
      />
    </FormDialog>
  );
}

type WordsProps = {
  values: FormValues;
  language: string;
  setLanguage: (language: string) => void;
  set: (change: Partial<FormValues>) => void;
};

/** Colour and words of one language at a time, with the button as pages show it. */
function Words({ values: { words, colour, business, asksFirst }, language, setLanguage, set }: WordsProps) {
  const own = words.find((one) => one.language === language) ?? { language, label: "", consent: "" };
  const change = (next: Partial<typeof own>) =>
    set({ words: [...words.filter((one) => one.language !== language), { ...own, ...next }] });
  const look = useMemo(
    () => ({
      ...{ business: business || "…", words, asksFirst, texts: [], opens: null },
      colour: /^#[0-9a-f]{6}$/i.test(colour) ? colour : "#000000",
      countries: [{ country: "US", code: "1", format: "(###) ###-####" }],
    }),
    [business, words, asksFirst, colour],
  );
  return (
    <fieldset className="grid min-w-0 gap-3 rounded-control border border-line bg-page p-3 sm:grid-cols-2">
      <legend className="px-1 font-medium text-label">How it looks</legend>
      <Field
        label="Colour"
        type="color"
        className="max-w-20 p-1"
        value={colour}
        onChange={(event) => set({ colour: event.target.value })}
      />
      <LabelledSelect label="Language" value={language} choices={LANGUAGES} onChange={setLanguage} />
      <Field
        label="Words on the button"
        hint="Empty: our own."
        autoComplete="off"
        value={own.label}
        onChange={(event) => change({ label: event.target.value })}
      />
      <Field
        label="What the visitor agrees to"
        hint="Empty: our own. Kept with each call."
        autoComplete="off"
        value={own.consent}
        onChange={(event) => change({ consent: event.target.value })}
      />
      <div className="sm:col-span-2">
        <p className="mb-1 font-medium text-label">Preview</p>
        <Preview look={look} language={language} />
      </div>
    </fieldset>
  );
}
