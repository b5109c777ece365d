"use client";
import { Field } from "@/components/ui/field";
import { LabelledSelect } from "../../_parts/labelled-select";
import type { ArgumentRow, Source } from "./form-values";

const SOURCES = [
  { value: "number", label: "The visitor's phone number" },
  { value: "text", label: "A text of the visitor's" },
  { value: "fixed", label: "Always the same" },
];

type ArgumentRowsProps = {
  rows: readonly ArgumentRow[];
  error: string | null;
  /** By list and row: `texts.0.label`. */
  errors: ReadonlyMap<string, string>;
  onChange: (rows: ArgumentRow[]) => void;
};

/** Where each argument of the flow comes from. One is the visitor's number; what is fixed never reaches the page. */
export function ArgumentRows({ rows, error, errors, onChange }: ArgumentRowsProps) {
  const change = (at: number, next: Partial<ArgumentRow>) =>
    onChange(rows.map((row, nth) => (nth === at ? { ...row, ...next } : row)));
  const errorOf = ({ source, argument }: ArgumentRow, field: string) => {
    if (source === "number") return null;
    const list = source === "text" ? "texts" : "fixed";
    const place = rows.filter((row) => row.source === source).findIndex((row) => row.argument === argument);
    return errors.get(`${list}.${place}.${field}`) ?? null;
  };
  if (rows.length === 0) return null;
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1 font-medium text-label">Arguments of the flow</legend>
      {error ? (
        <p role="alert" className="text-bad text-label">
          {error}
        </p>
      ) : null}
      {rows.map((row, at) => (
        <div key={row.argument} className="grid gap-3 rounded-control border border-line bg-page p-3 sm:grid-cols-2">
          <LabelledSelect
            label={row.argument}
            value={row.source}
            choices={SOURCES}
            onChange={(source) => change(at, { source: source as Source })}
          />
          {row.source === "fixed" ? (
            <Field
              label={`Value of ${row.argument}`}
              hint="Never reaches the page."
              autoComplete="off"
              value={row.value}
              error={errorOf(row, "value")}
              onChange={(event) => change(at, { value: event.target.value })}
            />
          ) : null}
          {row.source === "text" ? (
            <TextFields row={row} errorOf={errorOf} change={(next) => change(at, next)} />
          ) : null}
        </div>
      ))}
    </fieldset>
  );
}

type TextFieldsProps = {
  row: ArgumentRow;
  errorOf: (row: ArgumentRow, field: string) => string | null;
  change: (next: Partial<ArgumentRow>) => void;
};

function TextFields({ row, errorOf, change }: TextFieldsProps) {
  return (
    <>
      <Field
        label={`Label of ${row.argument}`}
        placeholder="Order number"
        autoComplete="off"
        value={row.label}
        error={errorOf(row, "label")}
        onChange={(event) => change({ label: event.target.value })}
      />
      <Field
        label={`Pattern of ${row.argument}`}
        hint="The whole text must match it, such as [0-9]{6}. Empty: anything."
        autoComplete="off"
        className="font-mono"
        value={row.pattern}
        error={errorOf(row, "pattern")}
        onChange={(event) => change({ pattern: event.target.value })}
      />
      <Field
        label={`Most characters of ${row.argument}`}
        inputMode="numeric"
        autoComplete="off"
        className="max-w-24 tabular-nums"
        value={row.maxLength}
        error={errorOf(row, "maxLength")}
        onChange={(event) => change({ maxLength: event.target.value })}
      />
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={row.required}
          onChange={(event) => change({ required: event.target.checked })}
        />
        Must be filled in
      </label>
    </>
  );
}
