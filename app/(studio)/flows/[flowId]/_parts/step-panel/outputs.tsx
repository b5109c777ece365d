"use client";
import { useState } from "react";
import type { OutputSpec } from "@/engine/contract";
import { applyChanges, type Change } from "@/engine/edit/change";
import { setOutput } from "@/engine/edit/commands";
import { VariablePicker } from "../fields/variable-picker";
import { AnotherOutput } from "./another-output";
import type { StepViewProps } from "./panel-props";
import { Part } from "./part";
import { problemTexts } from "./problem-texts";
import { Section } from "./section";

type OutputsProps = StepViewProps & {
  /** The listed outputs: the component's own, and those of the config's action, function or query. */
  outputs: OutputSpec[];
  /** The step also allows other outputs, which the user names. */
  open: boolean;
};

/** For each output of a step, the variable that keeps it, if any. */
export function Outputs({ draft, step, placed, problems, readOnly, onEdit, outputs, open }: OutputsProps) {
  const { errors, warnings } = problemTexts(problems, step, "outputs");
  /** Outputs that the user has added but not yet given a variable. */
  const [named, setNamed] = useState<readonly string[]>([]);
  const known = new Set(outputs.map(({ id }) => id));
  const others = [...new Set([...Object.keys(placed.outputs ?? {}), ...named])].filter((id) => !known.has(id));
  const shown = [...outputs, ...others.map((id) => ({ id, label: id }))];

  function change(output: string, variable: string | null, also: Change[] = []) {
    const command = setOutput(applyChanges(draft, also), step, output, variable);
    if (command) onEdit({ label: command.label, changes: [...also, ...command.changes] });
    if (variable === null) setNamed((names) => names.filter((name) => name !== output));
  }
  return (
    <Section title="Outputs" text="What this step finds out, kept in a variable for later steps.">
      {shown.map(({ id, label }) => (
        <Part key={id} part={`outputs.${id}`} label={label} error={errors.get(id)} warning={warnings.get(id)}>
          {(control) => (
            <VariablePicker
              control={control}
              value={placed.outputs?.[id] ?? null}
              onChange={(variable, also) => change(id, variable, also)}
              none="Not kept"
              disabled={readOnly}
            />
          )}
        </Part>
      ))}
      {open && !readOnly ? (
        <AnotherOutput existing={shown.map(({ id }) => id)} onName={(name) => setNamed((names) => [...names, name])} />
      ) : null}
    </Section>
  );
}
