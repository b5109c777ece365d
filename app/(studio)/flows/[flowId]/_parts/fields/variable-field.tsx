"use client";
import { type FieldProps, useForm } from "@/components/form/form-context";
import { Frame } from "@/components/form/frame";
import type { Change } from "@/engine/edit/change";
import { VariablePicker } from "./variable-picker";

/** A config field that names a variable to read or to set. */
export function VariableField({ field, path, value, onChange }: FieldProps) {
  const { readOnly } = useForm();
  return (
    <Frame field={field} path={path}>
      {(control) => (
        <VariablePicker
          control={control}
          value={typeof value === "string" ? value : null}
          onChange={(next, also?: Change[]) => onChange(next ?? undefined, also)}
          disabled={readOnly}
          {...(field.optional ? { none: "No variable" } : {})}
        />
      )}
    </Frame>
  );
}
