"use client";
import { useMemo } from "react";
import { NewVariable } from "../fields/new-variable";
import type { StepPanelProps } from "./panel-props";
import { Section } from "./section";
import { VariableRow } from "./variable-row";
import { variableUses } from "./variable-uses";

/** The flow's variables. */
export function Variables({ draft, readOnly, onEdit, onReveal }: StepPanelProps) {
  const variables = Object.entries(draft.variables);
  const { steps, variables: named } = draft;
  const uses = useMemo(() => variableUses(steps, named), [steps, named]);
  return (
    <Section title="Variables">
      {variables.length === 0 ? (
        <p className="text-quiet">No variables yet. Create one here, or where a step asks for one.</p>
      ) : (
        <ul className="-mx-1 grid gap-1">
          {variables.map(([name, variable]) => (
            <VariableRow
              key={name}
              draft={draft}
              name={name}
              variable={variable}
              usedBy={uses.get(name) ?? []}
              readOnly={readOnly}
              onEdit={onEdit}
              onReveal={onReveal}
            />
          ))}
        </ul>
      )}
      {readOnly ? null : (
        <div className="rounded-control border border-line [&>div]:border-t-0">
          <NewVariable
            opens="Add a variable"
            wanted=""
            onMade={(name, changes) => onEdit({ label: `Add the variable ${name}`, changes })}
          />
        </div>
      )}
    </Section>
  );
}
