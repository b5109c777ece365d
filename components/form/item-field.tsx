"use client";
import { Select } from "@/components/ui/select";
import type { TextField } from "./field-model";
import { type FieldProps, useForm } from "./form-context";
import { Frame } from "./frame";

/** Chooses an item of another list of the same form: stores its id, shows its name. */
export function ItemField({ field, path, value, onChange }: FieldProps<TextField>) {
  const { readOnly, value: form } = useForm();
  const list = form[field.meta.items ?? ""];
  const choices = (Array.isArray(list) ? list : []).flatMap((item: { id?: unknown; name?: unknown } | null, index) =>
    typeof item?.id === "string"
      ? [{ value: item.id, label: String(item.name ?? "").trim() || `Item ${index + 1}` }]
      : [],
  );
  return (
    <Frame field={field} path={path}>
      {(control) => (
        <Select
          label={control}
          value={choices.some((choice) => choice.value === value) ? (value as string) : null}
          choices={choices}
          onChange={(next) => onChange(next ?? "")}
          disabled={readOnly}
          placeholder="Choose"
        />
      )}
    </Frame>
  );
}
