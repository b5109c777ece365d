"use client";
import { type FieldProps, useForm } from "@/components/form/form-context";
import { Frame } from "@/components/form/frame";
import { textOf } from "@/components/form/number-text";
import { Input } from "@/components/ui/field";

/**
 * A time of day in 24 hours. A text input, since browsers' time inputs do not allow 24:00. Leaving the field completes what
 * was typed: 9 becomes 09:00, and 930 or 9.30 becomes 09:30.
 */
export function TimeField({ field, path, value, onChange }: FieldProps) {
  const { readOnly } = useForm();
  const text = textOf(value ?? field.fallback);
  return (
    <Frame field={field} path={path}>
      {({ "aria-labelledby": _, ...control }) => (
        <Input
          {...control}
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          className="tabular-nums"
          placeholder={field.meta.placeholder ?? "09:00"}
          readOnly={readOnly}
          value={text}
          onChange={({ target }) => onChange(target.value === "" && field.optional ? undefined : target.value)}
          onBlur={() => {
            const full = clockOf(text);
            if (full !== text && !readOnly) onChange(full);
          }}
        />
      )}
    </Frame>
  );
}

function clockOf(text: string): string {
  const found = /^(\d{1,2})(?:[:.h ]?(\d{2}))?$/.exec(text.trim());
  return found ? `${(found[1] ?? "").padStart(2, "0")}:${found[2] ?? "00"}` : text;
}
