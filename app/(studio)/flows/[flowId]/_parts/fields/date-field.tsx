"use client";
import { type FieldProps, useForm } from "@/components/form/form-context";
import { Frame } from "@/components/form/frame";
import { textOf } from "@/components/form/number-text";
import { Input } from "@/components/ui/field";

/** A date, in the browser's date input. */
export function DateField({ field, path, value, onChange }: FieldProps) {
  const { readOnly } = useForm();
  return (
    <Frame field={field} path={path}>
      {({ "aria-labelledby": _, ...control }) => (
        <Input
          {...control}
          type="date"
          min="1900-01-01"
          max="2199-12-31"
          className="tabular-nums"
          readOnly={readOnly}
          value={textOf(value)}
          onChange={({ target }) => onChange(target.value === "" && field.optional ? undefined : target.value)}
        />
      )}
    </Frame>
  );
}
