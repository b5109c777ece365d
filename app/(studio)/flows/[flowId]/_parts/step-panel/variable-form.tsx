"use client";
import { Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { registry } from "@/components/flow/registry";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Switch } from "@/components/ui/switch";
import { VARIABLE_TYPES } from "@/engine/definition/schema";
import { type Command, changeVariable, removeVariable, renameVariable } from "@/engine/edit/commands";
import { variableNameError } from "../fields/variable-name";
import type { VariableRowProps } from "./panel-props";

const TYPES = Object.entries(VARIABLE_TYPES).map(([value, label]) => ({ value, label }));

/** Edits a variable: its label, name, type and sensitivity; shows where it is used; removes it. */
export function VariableForm({ draft, name, variable, usedBy, readOnly, onEdit, onReveal }: VariableRowProps) {
  const id = useId();
  /** A new name is applied on leaving the field, since it changes every step that uses the variable. */
  const [typedName, setTypedName] = useState(name);
  const wrong = typedName === name ? null : variableNameError(draft, typedName);
  const emit = (command: Command | null) => {
    if (command) onEdit(command);
  };
  function rename() {
    if (typedName !== name && !wrong) emit(renameVariable(registry, draft, name, typedName));
  }
  return (
    <div className="grid gap-3">
      <Field
        label="Label"
        value={variable.label ?? ""}
        placeholder={name}
        maxLength={120}
        readOnly={readOnly}
        onChange={({ target }) => emit(changeVariable(draft, name, { label: target.value || undefined }))}
      />
      <Field
        label="Name"
        className="font-mono text-label"
        value={typedName}
        maxLength={64}
        spellCheck={false}
        readOnly={readOnly}
        error={wrong}
        hint={usedBy.length > 0 ? "Renaming changes it in every step that uses it." : undefined}
        onChange={({ target }) => setTypedName(target.value)}
        onBlur={rename}
        onKeyDown={(event) => {
          if (event.key === "Enter") rename();
        }}
      />
      <div className="grid gap-1">
        <span id={`${id}-type`} className="font-medium text-label">
          Type
        </span>
        <Segmented
          aria-labelledby={`${id}-type`}
          value={variable.type}
          choices={TYPES}
          disabled={readOnly}
          onChange={(type) => emit(changeVariable(draft, name, { type: type as typeof variable.type }))}
        />
      </div>
      <div className="flex items-start gap-2.5">
        <Switch
          id={`${id}-sensitive`}
          checked={variable.sensitive ?? false}
          disabled={readOnly}
          aria-describedby={`${id}-hint`}
          onChange={(sensitive) => emit(changeVariable(draft, name, { sensitive: sensitive || undefined }))}
        />
        <div>
          <label htmlFor={`${id}-sensitive`} className="font-medium text-label">
            Sensitive
          </label>
          <p id={`${id}-hint`} className="text-label text-quiet">
            Its value is masked wherever it would show.
          </p>
        </div>
      </div>
      {usedBy.length > 0 ? (
        <div>
          <p className="font-medium text-label">Used by</p>
          <ul className="flex flex-wrap gap-x-2 gap-y-0.5">
            {usedBy.map((step) => (
              <li key={step}>
                <button
                  type="button"
                  onClick={() => onReveal(step)}
                  className="text-left text-accent-ink text-label underline underline-offset-2"
                >
                  {draft.steps[step]?.name ?? step}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {readOnly ? null : (
        <Button
          look="ghost"
          size="small"
          className="justify-self-start text-bad"
          onClick={() => emit(removeVariable(draft, name))}
        >
          <Trash2 aria-hidden /> Remove variable
        </Button>
      )}
    </div>
  );
}
