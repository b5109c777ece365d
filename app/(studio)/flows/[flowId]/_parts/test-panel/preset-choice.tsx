"use client";
import { Select } from "@/components/ui/select";

type PresetChoiceProps = {
  label: string;
  value: string;
  presets: Readonly<Record<string, { label: string }>>;
  onChange: (value: string) => void;
};

/** Chooses how a person behaves in the run. */
export function PresetChoice({ label, value, presets, onChange }: PresetChoiceProps) {
  return (
    <div className="grid gap-1">
      <span aria-hidden className="font-medium text-label">
        {label}
      </span>
      <Select
        label={label}
        value={value}
        choices={Object.entries(presets).map(([id, preset]) => ({ value: id, label: preset.label }))}
        onChange={(next) => next && onChange(next)}
      />
    </div>
  );
}
