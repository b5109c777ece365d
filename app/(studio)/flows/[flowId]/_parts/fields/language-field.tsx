"use client";
import { type FieldProps, useForm } from "@/components/form/form-context";
import { Frame } from "@/components/form/frame";
import { LanguagePicker, nameOf } from "@/components/language/language-picker";
import { useFlow } from "./flow-context";

/** A language; if it is optional, none means the flow's language. */
export function LanguageField({ field, path, value, onChange }: FieldProps) {
  const { readOnly } = useForm();
  const { draft } = useFlow();
  return (
    <Frame field={field} path={path}>
      {(control) => (
        <LanguagePicker
          {...control}
          value={typeof value === "string" ? value : null}
          onChange={(next) => onChange(next ?? undefined)}
          disabled={readOnly}
          {...(field.optional ? { none: `The flow's: ${nameOf(draft.language)}` } : {})}
        />
      )}
    </Frame>
  );
}
