"use client";
import { Input } from "@/components/ui/field";
import { Multiline } from "@/components/ui/multiline";
import type { TextField as Model } from "./field-model";
import { type FieldProps, useForm } from "./form-context";
import { Frame } from "./frame";
import { textOf } from "./number-text";

/** A text input of one or several lines. Emptying an optional text removes its key. */
export function TextField({ field, path, value, onChange }: FieldProps<Model>) {
  const { readOnly } = useForm();
  const { rows, placeholder } = field.meta;
  return (
    <Frame field={field} path={path}>
      {({ "aria-labelledby": _, ...control }) => {
        const props = {
          ...control,
          readOnly,
          placeholder,
          value: textOf(value ?? field.fallback),
          onChange: ({ target }: { target: { value: string } }) =>
            onChange(target.value === "" && field.optional ? undefined : target.value),
        };
        return rows ? <Multiline rows={rows} {...props} /> : <Input autoComplete="off" {...props} />;
      }}
    </Frame>
  );
}
