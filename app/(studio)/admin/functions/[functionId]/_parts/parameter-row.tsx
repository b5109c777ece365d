"use client";
import { Trash2 } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Input as TextInput } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { type Output, TYPES } from "./draft";

type ParameterRowProps = {
  /** "Input 1" */
  what: string;
  place: number;
  parameter: Output;
  error: string | undefined;
  onChange: (change: Partial<Output>) => void;
  remove: () => void;
  children?: ReactNode;
};

/** The row of one input or output. */
export function ParameterRow({ what, place, parameter, error, onChange, remove, children }: ParameterRowProps) {
  const id = useId();
  return (
    <li data-item={place} className="grid gap-2 border-line border-b px-4 py-3 last:border-b-0">
      <div className="flex items-start gap-2">
        <TextInput
          aria-label={`${what}: name`}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? id : undefined}
          placeholder="customer_name"
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          value={parameter.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <div className="w-28 shrink-0">
          <Select
            label={`${what}: type`}
            value={parameter.type}
            choices={TYPES}
            onChange={(type) => type && onChange({ type: type as Output["type"] })}
          />
        </div>
        <IconButton label={`Remove ${parameter.name || what.toLowerCase()}`} data-remove onClick={remove}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      {error ? (
        <p id={id} className="text-bad text-label">
          {error}
        </p>
      ) : null}
      {children}
    </li>
  );
}
