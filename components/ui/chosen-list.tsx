"use client";
import { X } from "lucide-react";
import { Combobox, type Option } from "./combobox";
import { IconButton } from "./icon-button";

type ChosenListProps = {
  legend: string;
  /** The list of those that are chosen, for screen readers. */
  label: string;
  /** What the field that adds one is called. */
  add: string;
  /** Stands in that field while nothing is chosen. */
  none?: string;
  options: readonly Option[];
  /** Their values, in the order in which they were chosen. */
  chosen: readonly string[];
  /** The name of a choice that is no option any more. */
  gone?: string;
  error: string | null;
  onChange: (chosen: string[]) => void;
};

/** Some of many: a field that adds one, and those that were added, each with a button that takes it away. */
export function ChosenList({
  legend,
  label,
  add,
  none = add,
  options,
  chosen,
  gone,
  error,
  onChange,
}: ChosenListProps) {
  const nameOf = (value: string) => options.find((option) => option.value === value)?.label ?? gone ?? value;
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1 font-medium text-label">{legend}</legend>
      <Combobox
        aria-label={add}
        aria-invalid={error ? true : undefined}
        className="sm:max-w-80"
        value={null}
        placeholder={chosen.length > 0 ? add : none}
        options={options.filter(({ value }) => !chosen.includes(value))}
        onChange={(value) => value && onChange([...chosen, value])}
      />
      {chosen.length > 0 ? (
        <ul aria-label={label} className="flex flex-wrap gap-2">
          {chosen.map((value) => (
            <li key={value} className="flex items-center gap-1 rounded-control border border-line pl-2">
              {nameOf(value)}
              <IconButton
                label={`Remove ${nameOf(value)}`}
                onClick={() => onChange(chosen.filter((one) => one !== value))}
              >
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      ) : null}
      {error ? <p className="text-bad text-label">{error}</p> : null}
    </fieldset>
  );
}
