"use client";
import { EyeOff, Plus } from "lucide-react";
import { useMemo } from "react";
import { Combobox, type Option } from "@/components/ui/combobox";
import type { FieldControl } from "@/components/ui/select";
import type { Change } from "@/engine/edit/change";
import type { Draft } from "@/engine/edit/draft";
import { useFlow } from "./flow-context";
import { NewVariable } from "./new-variable";
import { nameFrom, newVariable, variableNameError } from "./variable-name";

type VariablePickerProps = {
  control: FieldControl;
  value: string | null;
  /** `also` has the changes that create the variable, if it is a new one. */
  onChange: (value: string | null, also?: Change[]) => void;
  /** What a new variable is called unless something else is typed. */
  suggested?: string;
  /** The label of choosing none; absent if a variable must be chosen. */
  none?: string;
  disabled: boolean;
};

/** Chooses a variable by label or name, or creates one of what was typed. */
export function VariablePicker({ control, value, onChange, suggested = "", none, disabled }: VariablePickerProps) {
  const { draft } = useFlow();
  const { variables } = draft;
  const options = useMemo(() => Object.entries(variables).map(([name, one]) => optionOf(name, one)), [variables]);
  const undeclared = value && !Object.hasOwn(variables, value) ? value : "";
  return (
    <Combobox
      {...control}
      value={value || null}
      options={options}
      onChange={onChange}
      placeholder="Choose a variable"
      empty="This flow has no variables yet. Type a name to create the first."
      disabled={disabled}
      {...(none ? { none } : {})}
      create={{
        suggested,
        option: (query) => createOption(draft, query),
        make(query) {
          const made = newVariable(draft, nameFrom(query), { label: query });
          if (made) onChange(nameFrom(query), made.changes);
        },
      }}
      footer={(query, close) => (
        <NewVariable
          opens="With a label, or sensitive"
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

/** The option that makes a variable of a text, as a label or a name; null where there is one of that name. */
function createOption(draft: Draft, query: string) {
  const name = nameFrom(query);
  if (Object.hasOwn(draft.variables, name)) return null;
  const unusable = name === "" ? "A name needs a letter." : variableNameError(draft, name);
  return {
    label: `Create the variable “${query.trim()}”`,
    icon: <Plus aria-hidden className="size-4 shrink-0 text-quiet" />,
    ...(name === query.trim() ? {} : { detail: name }),
    ...(unusable ? { unusable } : {}),
  };
}

function optionOf(name: string, { label, sensitive }: { label?: string | undefined; sensitive?: boolean | undefined }) {
  const option: Option = { value: name, label: label || name };
  if (label && label !== name) option.detail = name;
  if (sensitive) option.icon = <EyeOff role="img" aria-label="Sensitive" className="size-3.5 shrink-0 text-quiet" />;
  return option;
}
