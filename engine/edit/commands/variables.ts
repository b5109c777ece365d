import type { FieldKind, Registry } from "../../contract";
import { variableName } from "../../contract";
import { LIMITS } from "../../limits";
import type { Draft } from "../draft";
import { configFields } from "../exits";
import { readsVariable, renamedInTemplate } from "../template-names";
import { mapTexts } from "../texts";
import { type Command, Recorder } from "./command";

type Variable = Draft["variables"][string];

/** Declares a variable. Null if the name is taken or cannot be one, or the flow has as many as it may. */
export function addVariable(draft: Draft, name: string, variable: Variable = { type: "string" }): Command | null {
  if (!isFree(draft, name) || Object.keys(draft.variables).length >= LIMITS.variables_per_flow) return null;
  return new Recorder(draft).set(["variables", name], variable).command(`Add the variable ${name}`);
}

export function changeVariable(draft: Draft, name: string, patch: Partial<Variable>): Command | null {
  const variable = draft.variables[name];
  if (!variable) return null;
  return new Recorder(draft).set(["variables", name], { ...variable, ...patch }).command(`Change the variable ${name}`);
}

/** Renames a variable wherever it is set or read: configs, templates and outputs. */
export function renameVariable(registry: Registry, draft: Draft, from: string, to: string): Command | null {
  const variable = draft.variables[from];
  if (!variable || !isFree(draft, to)) return null;
  const record = new Recorder(draft).set(["variables", from], undefined).set(["variables", to], variable);
  for (const [id, step] of Object.entries(draft.steps)) {
    for (const [key, value, schema] of configOf(registry, step)) {
      const renamed = mapTexts(schema, value, (text, is) => renamedText(text, is, from, to));
      record.set(["steps", id, "config", key], renamed);
    }
    for (const [output, name] of Object.entries(step.outputs ?? {}))
      if (name === from) record.set(["steps", id, "outputs", output], to);
  }
  return record.command(`Rename the variable ${from} to ${to}`);
}

/** Removes a variable's declaration; the verifier reports steps that still use it. */
export function removeVariable(draft: Draft, name: string): Command | null {
  return new Recorder(draft).set(["variables", name], undefined).command(`Remove the variable ${name}`);
}

/** The variables among `names` that a step sets or reads. */
export function variablesUsedBy(
  registry: Registry,
  step: Draft["steps"][string],
  names: readonly string[],
): Set<string> {
  const used = new Set(Object.values(step.outputs ?? {}).filter((name) => names.includes(name)));
  for (const [, value, schema] of configOf(registry, step))
    mapTexts(schema, value, (text, is) => {
      for (const name of names) if (mentions(text, is, name)) used.add(name);
      return text;
    });
  return used;
}

/** The steps that set or read a variable. */
export function stepsUsing(registry: Registry, draft: Draft, name: string): string[] {
  return Object.entries(draft.steps)
    .filter(([, step]) => variablesUsedBy(registry, step, [name]).size > 0)
    .map(([id]) => id);
}

function mentions(text: string, is: FieldKind | undefined, name: string): boolean {
  return is === "template" ? readsVariable(text, name) : isName(is) && text === name;
}

function renamedText(text: string, is: FieldKind | undefined, from: string, to: string): string {
  if (is === "template") return renamedInTemplate(text, from, to);
  return isName(is) && text === from ? to : text;
}

const isName = (is: FieldKind | undefined) => is === "variable" || is === "sets_variable";

function isFree(draft: Draft, name: string): boolean {
  return variableName.safeParse(name).success && !Object.hasOwn(draft.variables, name);
}

/** The keys of a step's config, each with its value and schema. */
function configOf(registry: Registry, step: Draft["steps"][string]) {
  const definition = registry.get(step.component)?.definition;
  const fields = definition ? configFields(definition.config) : {};
  return Object.entries(step.config).flatMap(([key, value]) => {
    const schema = fields[key];
    return schema ? [[key, value, schema] as const] : [];
  });
}
