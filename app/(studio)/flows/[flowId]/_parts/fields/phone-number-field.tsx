"use client";
import { type FieldProps, useForm } from "@/components/form/form-context";
import { Frame } from "@/components/form/frame";
import { textOf } from "@/components/form/number-text";
import { Input } from "@/components/ui/field";

/** Characters that people write between the digits of a number. */
const SEPARATORS = /[\s().\-/\u00a0]/g;

/** A phone number in E.164 form; leaving the field removes spaces and brackets. */
export function PhoneNumberField({ field, path, value, onChange }: FieldProps) {
  const { readOnly } = useForm();
  const text = textOf(value);
  const plain = text.replaceAll(SEPARATORS, "");
  return (
    <Frame field={field} path={path} hint={field.meta.description ?? "With + and the country code."}>
      {({ "aria-labelledby": _, ...control }) => (
        <Input
          {...control}
          type="tel"
          autoComplete="off"
          className="font-mono text-label"
          placeholder={field.meta.placeholder ?? "+12025550101"}
          readOnly={readOnly}
          value={text}
          onChange={({ target }) => onChange(target.value === "" && field.optional ? undefined : target.value)}
          onBlur={() => {
            if (plain !== text && /^\+\d+$/.test(plain)) onChange(plain);
          }}
        />
      )}
    </Frame>
  );
}
