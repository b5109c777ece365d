"use client";
import { Braces } from "lucide-react";
import { useMemo } from "react";
import { startOffer } from "@/components/form/chip-text/chip-dom";
import { ChipText } from "@/components/form/chip-text/chip-text";
import { type FieldProps, useForm } from "@/components/form/form-context";
import { Frame } from "@/components/form/frame";
import { textOf } from "@/components/form/number-text";
import { Button } from "@/components/ui/button";
import { useFlow } from "./flow-context";
import { templateLanguage } from "./template-language";

/** A text with variables, which are shown as chips; `{{` or the button opens their list. */
export function TemplateField({ field, path, value, onChange }: FieldProps) {
  const { id, readOnly } = useForm();
  const { variables } = useFlow().draft;
  const { rows, placeholder, title = "text", knows } = field.meta;
  const language = useMemo(() => templateLanguage(variables, knows), [variables, knows]);
  const insert = (
    <Button
      look="ghost"
      size="small"
      className="!h-5 !px-1 -my-0.5 font-normal"
      aria-label={`Insert a variable into ${title}`}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => {
        const text = document.getElementById(`${id}-${path}`);
        if (text) startOffer(text, language.opener);
      }}
    >
      <Braces aria-hidden className="!size-3" /> Variable
    </Button>
  );
  return (
    <Frame field={field} path={path} aside={readOnly ? null : insert}>
      {(control) => (
        <ChipText
          control={control}
          value={textOf(value)}
          onChange={(next) => onChange(next === "" && field.optional ? undefined : next)}
          language={language}
          offersLabel="Variables"
          rows={rows}
          placeholder={placeholder ?? (rows ? "Type text, or {{ for a variable" : undefined)}
          readOnly={readOnly}
        />
      )}
    </Frame>
  );
}
