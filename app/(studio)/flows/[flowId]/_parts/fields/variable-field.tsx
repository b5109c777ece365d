"use client";
import { type FieldProps, useForm } from "@/components/form/form-context";
import { Frame } from "@/components/form/frame";
import type { Change } from "@/engine/edit/change";
import { VariablePicker } from "./variable-picker";

/** A config field that names a variable to read or to set. */
export function VariableField({ field, path, value, onChange }: FieldProps) {
  const { readOnly, value: form } = useForm();
  const { named_after: key } = field.meta;
  const suggested = key ? besides(form, path, key) : "";
  return (
    <Frame field={field} path={path}>
      {(control) => (
        <VariablePicker
          control={control}
          value={typeof value === "string" ? value : null}
          onChange={(next, also?: Change[]) => onChange(next ?? undefined, also)}
          suggested={suggested}
          disabled={readOnly}
          {...(field.optional ? { none: "No variable" } : {})}
        />
      )}
    </Frame>
  );
}

/** The text of another key of the same group. */
function besides(form: unknown, path: string, key: string): string {
  const group = path
    .split(".")
    .slice(0, -1)
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], form);
  const text = (group as Record<string, unknown> | undefined)?.[key];
  return typeof text === "string" ? text : "";
}
