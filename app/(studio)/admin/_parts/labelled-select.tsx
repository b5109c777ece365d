"use client";
import { useId } from "react";
import { type Choice, Select } from "@/components/ui/select";

type LabelledSelectProps = {
  label: string;
  value: string;
  choices: readonly Choice[];
  error?: string | null;
  onChange: (value: string) => void;
};

/** A select in a form, with its label above and its error below. */
export function LabelledSelect({ label, value, choices, error, onChange }: LabelledSelectProps) {
  const id = useId();
  const control = {
    id,
    "aria-labelledby": `${id}-label`,
    "aria-describedby": error ? `${id}-below` : undefined,
    "aria-invalid": error ? (true as const) : undefined,
  };
  return (
    <div className="grid content-start gap-1">
      <label id={`${id}-label`} htmlFor={id} className="font-medium text-label">
        {label}
      </label>
      <Select label={control} value={value} choices={choices} onChange={(next) => next !== null && onChange(next)} />
      {error ? (
        <p id={`${id}-below`} className="text-bad text-label">
          {error}
        </p>
      ) : null}
    </div>
  );
}
