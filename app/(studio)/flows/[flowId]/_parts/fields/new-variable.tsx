"use client";
import { Plus } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import type { Change } from "@/engine/edit/change";
import { useFlow } from "./flow-context";
import { nameFrom, newVariable, variableNameError } from "./variable-name";

type Made = (name: string, changes: Change[]) => void;
/** `opens` is the button's text; `wanted` the label to begin with. */
type NewVariableProps = { opens: string; wanted: string; onMade: Made };

/** A button that opens a form for a new variable. */
export function NewVariable({ opens, wanted, onMade }: NewVariableProps) {
  const [open, setOpen] = useState(false);
  return (
    <div className="border-line border-t p-1">
      {open ? (
        <Form
          wanted={wanted}
          onMade={(name, changes) => {
            setOpen(false);
            onMade(name, changes);
          }}
        />
      ) : (
        <Button look="ghost" className="w-full !justify-start !px-2" onClick={() => setOpen(true)}>
          <Plus aria-hidden />
          <span className="truncate">{opens}</span>
        </Button>
      )}
    </div>
  );
}

function Form({ wanted, onMade }: { wanted: string; onMade: Made }) {
  const { draft } = useFlow();
  const switchId = useId();
  const [label, setLabel] = useState(wanted);
  const [typedName, setTypedName] = useState<string | null>(null);
  const [sensitive, setSensitive] = useState(false);
  const name = typedName ?? nameFrom(label);
  const wrong = name === "" ? null : variableNameError(draft, name);

  function create(event: FormEvent) {
    event.preventDefault();
    if (name === "" || wrong) return;
    const made = newVariable(draft, name, { label, sensitive });
    if (made) onMade(name, made.changes);
  }
  return (
    <form className="grid gap-2.5 p-1.5" onSubmit={create}>
      <Field label="Label" value={label} maxLength={120} autoFocus onChange={(event) => setLabel(event.target.value)} />
      <Field
        label="Name"
        className="font-mono text-label"
        value={name}
        maxLength={64}
        spellCheck={false}
        hint="How requests and templates call it."
        error={wrong}
        onChange={(event) => setTypedName(event.target.value)}
      />
      <div className="flex items-start gap-2.5">
        <Switch id={switchId} checked={sensitive} onChange={setSensitive} aria-describedby={`${switchId}-hint`} />
        <div>
          <label htmlFor={switchId} className="font-medium text-label">
            Sensitive
          </label>
          <p id={`${switchId}-hint`} className="text-label text-quiet">
            Its value is masked wherever it would show.
          </p>
        </div>
      </div>
      <Button look="primary" type="submit" disabled={name === "" || wrong !== null} className="justify-self-end">
        Create variable
      </Button>
    </form>
  );
}
