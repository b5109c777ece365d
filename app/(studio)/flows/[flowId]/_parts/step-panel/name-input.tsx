"use client";
import { useState } from "react";
import { Field } from "@/components/ui/field";

type NameInputProps = {
  label: string;
  value: string;
  readOnly: boolean;
  onChange: (name: string) => void;
  /** Enter goes on from here. */
  onEnter?: () => void;
};

/** A name input. It may be empty only while typing: the earlier name is kept until there is a new one. */
export function NameInput({ label, value, readOnly, onChange, onEnter }: NameInputProps) {
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
      onKeyDown={(event) => {
        const { key, ctrlKey, metaKey, nativeEvent } = event;
        if (!onEnter || key !== "Enter" || ctrlKey || metaKey || nativeEvent.isComposing) return;
        // Else the field that it goes on to would get the Enter.
        event.preventDefault();
        onEnter();
      }}
    />
  );
}
