"use client";
import { type FieldProps, useForm } from "@/components/form/form-context";
import { Frame } from "@/components/form/frame";
import { textOf } from "@/components/form/number-text";
import { Input } from "@/components/ui/field";

/** A value written as a text; what an imported flow has as a number or yes/no stays so until it is typed over. */
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
