"use client";
import type { OutputSpec } from "@/engine/contract";
import { applyChanges, type Change } from "@/engine/edit/change";
import { setOutput } from "@/engine/edit/commands";
import { VariablePicker } from "../fields/variable-picker";
import type { StepViewProps } from "./panel-props";
import { Part } from "./part";
import { problemTexts } from "./problem-texts";
import { Section } from "./section";

/** Which variable each of a step's data points goes to, if any. */
export function Outputs({
  draft,
  step,
  placed,
  problems,
  readOnly,
  onEdit,
  outputs,
}: StepViewProps & { outputs: OutputSpec[] }) {
  const { errors, warnings } = problemTexts(problems, step, "outputs");

  function change(output: string, variable: string | null, also: Change[] = []) {
    const command = setOutput(applyChanges(draft, also), step, output, variable);
    if (command) onEdit({ label: command.label, changes: [...also, ...command.changes] });
  }
  return (
    <Section title="Outputs" text="What this step finds out, kept in a variable for later steps.">
      {outputs.map(({ id, label }) => (
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
    </Section>
  );
}
