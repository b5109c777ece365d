"use client";
import { useState } from "react";
import { Field } from "@/components/ui/field";

type NameInputProps = { label: string; value: string; readOnly: boolean; onChange: (name: string) => void };

/** A name that may be empty only while it is typed: the last one stands until there is another. */
export function NameInput({ label, value, readOnly, onChange }: NameInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed !== null && (typed.trim() === value || typed.trim() === "") ? typed : value;
  return (
    <Field
      label={label}
      value={shown}
      maxLength={120}
      autoComplete="off"
      readOnly={readOnly}
      error={shown.trim() === "" ? `Give it a name. Until then it is called ${value}.` : null}
      onChange={({ target }) => {
        setTyped(target.value);
        if (target.value.trim() !== "") onChange(target.value.trim());
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
