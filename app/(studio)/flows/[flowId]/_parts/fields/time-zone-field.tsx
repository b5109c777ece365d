"use client";
import { type FieldProps, useForm } from "@/components/form/form-context";
import { Frame } from "@/components/form/frame";
import { TimeZonePicker } from "@/components/time-zone/time-zone-picker";

/** An IANA time zone. */
export function TimeZoneField({ field, path, value, onChange }: FieldProps) {
  const { readOnly } = useForm();
  return (
    <Frame field={field} path={path}>
      {(control) => (
        <TimeZonePicker
          {...control}
          value={typeof value === "string" && value !== "" ? value : null}
          onChange={onChange}
          disabled={readOnly}
        />
      )}
    </Frame>
  );
}
