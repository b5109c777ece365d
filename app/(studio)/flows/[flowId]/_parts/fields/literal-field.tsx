"use client";
import { type FieldProps, useForm } from "@/components/form/form-context";
import { Frame } from "@/components/form/frame";
import { textOf } from "@/components/form/number-text";
import { Input } from "@/components/ui/field";

/** A value typed as text. A number or boolean of an imported flow keeps its type until the user types. */
export function LiteralField({ field, path, value, onChange }: FieldProps) {
  const { readOnly } = useForm();
  return (
    <Frame field={field} path={path}>
      {({ "aria-labelledby": _, ...control }) => (
        <Input
          {...control}
          autoComplete="off"
          readOnly={readOnly}
          value={textOf(value)}
          onChange={({ target }) => onChange(target.value === "" && field.optional ? undefined : target.value)}
        />
      )}
    </Frame>
  );
}
