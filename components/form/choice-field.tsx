"use client";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import type { ChoiceField as Model } from "./field-model";
import { type FieldProps, useForm } from "./form-context";
import { Frame } from "./frame";

/** The most characters that fit side by side in a narrow panel. */
const SIDE_BY_SIDE = 40;

/** One of several values: side by side if they are few and short, else in a select. */
export function ChoiceField({ field, path, value, onChange }: FieldProps<Model>) {
  const { readOnly } = useForm();
  const choices = choicesOf(field);
  const chosen = value ?? field.fallback;
  const text = chosen === undefined || chosen === null ? null : String(chosen);
  const pick = (next: string | null) => onChange(field.values.find((one) => String(one) === next));
  const few = choices.length <= 3 && choices.map(({ label }) => label).join("  ").length <= SIDE_BY_SIDE;
  return (
    <Frame field={field} path={path} as={few && !field.optional ? "group" : "control"}>
      {(control) =>
        few && !field.optional ? (
          <Segmented {...control} value={text ?? ""} choices={choices} onChange={pick} disabled={readOnly} />
        ) : (
          <Select
            label={control}
            value={text}
            choices={choices}
            onChange={pick}
            disabled={readOnly}
            placeholder="Choose"
            {...(field.optional ? { all: field.meta.placeholder ?? "None" } : {})}
          />
        )
      }
    </Frame>
  );
}

export function choicesOf(field: Pick<Model, "values" | "meta">): { value: string; label: string }[] {
  return field.values.map((value) => ({ value: String(value), label: field.meta.choices?.[value] ?? String(value) }));
}
