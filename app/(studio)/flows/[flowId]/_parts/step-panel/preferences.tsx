"use client";
import { registry } from "@/components/flow/registry";
import { issuesOf } from "@/components/form/issues";
import { SchemaForm } from "@/components/form/schema-form";
import { applyChanges, type Change } from "@/engine/edit/change";
import { setConfig } from "@/engine/edit/commands";
import { FLOW_FIELDS } from "../fields/renderers";
import { ErrorHandling } from "./error-handling";
import { Outputs } from "./outputs";
import type { StepViewProps } from "./panel-props";
import { problemTexts } from "./problem-texts";

/** A step's settings: the form of its config, its outputs, and its error handling. */
export function Preferences(props: StepViewProps) {
  const { draft, step, placed, names, problems, readOnly, onEdit } = props;
  const definition = registry.get(placed.component)?.definition;
  if (!definition) return null;
  const { config, group, more_outputs: more } = definition;
  const outputs = [...definition.outputs, ...(more?.(placed.config, (kind, name) => names[kind].get(name)) ?? [])];
  const found = problemTexts(problems, step, "config");
  const errors = new Map([...found.errors, ...issuesOf(config, placed.config)]);
  const hasConfig = Object.keys((config._zod.def as unknown as { shape?: object }).shape ?? {}).length > 0;
  const canFail = group !== "trigger" && group !== "end";

  function change(key: string, value: unknown, also: Change[] = []) {
    const command = setConfig(registry, applyChanges(draft, also), step, key, value);
    if (command) onEdit({ label: command.label, changes: [...also, ...command.changes] });
  }

  return (
    <div className="divide-y divide-line">
      {hasConfig ? (
        <div className="p-4">
          <SchemaForm
            schema={config}
            value={placed.config}
            onChange={(key, value, also) => change(key, value, also as Change[] | undefined)}
            errors={errors}
            warnings={found.warnings}
            fields={FLOW_FIELDS}
            readOnly={readOnly}
            quiet
          />
        </div>
      ) : (
        <p className="p-4 text-quiet">There is nothing to set here.</p>
      )}
      {outputs.length > 0 || more ? <Outputs {...props} outputs={outputs} open={more !== undefined} /> : null}
      {canFail ? <ErrorHandling {...props} definition={definition} /> : null}
    </div>
  );
}
