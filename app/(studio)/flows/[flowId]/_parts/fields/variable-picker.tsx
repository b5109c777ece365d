"use client";
import { EyeOff } from "lucide-react";
import { useMemo } from "react";
import { Combobox, type Option } from "@/components/ui/combobox";
import type { FieldControl } from "@/components/ui/select";
import type { Change } from "@/engine/edit/change";
import { useFlow } from "./flow-context";
import { NewVariable } from "./new-variable";

type VariablePickerProps = {
  control: FieldControl;
  value: string | null;
  /** `also` has the changes that create the variable, if it is a new one. */
  onChange: (value: string | null, also?: Change[]) => void;
  /** The label of choosing none; absent if a variable must be chosen. */
  none?: string;
  disabled: boolean;
};

/** Chooses a variable by label or name, or creates one. */
export function VariablePicker({ control, value, onChange, none, disabled }: VariablePickerProps) {
  const { variables } = useFlow().draft;
  const options = useMemo(() => Object.entries(variables).map(([name, one]) => optionOf(name, one)), [variables]);
  const undeclared = value && !Object.hasOwn(variables, value) ? value : "";
  return (
    <Combobox
      {...control}
      value={value || null}
      options={options}
      onChange={onChange}
      placeholder="Choose a variable"
      empty="This flow has no variables yet. Create the first."
      disabled={disabled}
      {...(none ? { none } : {})}
      footer={(query, close) => (
        <NewVariable
          wanted={query || undeclared}
          onMade={(name, changes) => {
            close();
            onChange(name, changes);
          }}
        />
      )}
    />
  );
}

function optionOf(name: string, { label, sensitive }: { label?: string | undefined; sensitive?: boolean | undefined }) {
  const option: Option = { value: name, label: label || name };
  if (label && label !== name) option.detail = name;
  if (sensitive) option.icon = <EyeOff role="img" aria-label="Sensitive" className="size-3.5 shrink-0 text-quiet" />;
  return option;
}
