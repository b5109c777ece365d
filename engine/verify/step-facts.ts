import type { Definition, ExitSpec, NamedKind, Registry } from "../contract";
import { type Field, fieldsOf } from "../definition/fields";
import type { PlacedStep } from "../definition/schema";
import { everyExit } from "../edit/exits";
import { templateReads } from "../template/reads";
import { type Work, WorkError } from "../work";
import { type ConfigIssue, configIssues } from "./config-issues";

/** A use of a variable, or of a read-only name with its property, by its place in the step. */
export type VariableUse = { name: string; property: string | null; field: string[]; template: boolean };

/** Facts of one step by its component's definition; none depends on other steps. */
export type StepFacts = {
  id: string;
  placed: PlacedStep;
  /** Null: unknown component. */
  definition: Definition | null;
  /** With defaults filled in, or null if the config is invalid. */
  config: unknown;
  issues: ConfigIssue[];
  /** Hidden ones too; null if the config is too broken to tell. */
  exits: ExitSpec[] | null;
  fields: Field[];
  reads: VariableUse[];
  /** Variables that the config sets, whatever exit is taken. */
  sets: VariableUse[];
  /** Variables that outputs set, to null at least, unless the step faults. */
  outputs: VariableUse[];
  brokenTemplates: { field: string[]; message: string }[];
  named: { kind: NamedKind; name: string; field: string[] }[];
};

/** `work` counts the reading of templates; once it has none left, further ones are not read. */
export function stepFacts(registry: Registry, id: string, placed: PlacedStep, work: Work): StepFacts {
  const definition = registry.get(placed.component)?.definition ?? null;
  const parsed = definition?.config.safeParse(placed.config);
  const config = parsed?.success ? parsed.data : null;
  const fields = definition ? fieldsOf(definition.config, config ?? placed.config) : [];
  const exits = parsed?.success ? definition?.exits(parsed.data) : everyExit(registry, placed);
  const facts: StepFacts = {
    id,
    placed,
    definition,
    config,
    issues: definition && parsed?.error ? configIssues(definition.config, placed.config, parsed.error) : [],
    exits: exits?.filter((exit) => typeof exit.id === "string") ?? null,
    fields,
    reads: [],
    sets: [],
    outputs: Object.entries(placed.outputs ?? {}).map(([output, name]) => ({
      ...{ name, property: null, template: false },
      field: ["outputs", output],
    })),
    brokenTemplates: [],
    named: [],
  };
  for (const field of fields) if (typeof field.value === "string") readText(facts, field, field.value, work);
  return facts;
}

function readText(facts: StepFacts, { meta, path }: Field, text: string, work: Work): void {
  const field = ["config", ...path];
  const use = { name: text, property: null, field, template: false };
  if (meta.is === "variable") facts.reads.push(use);
  if (meta.is === "sets_variable") facts.sets.push(use);
  if (meta.names) facts.named.push({ kind: meta.names, name: text, field });
  if (meta.is !== "template") return;
  try {
    for (const read of templateReads(text, work))
      if (!meta.knows?.includes(`${read.name}.${read.property}`)) facts.reads.push({ ...read, field, template: true });
  } catch (error) {
    if (error instanceof WorkError) return;
    facts.brokenTemplates.push({ field, message: error instanceof Error ? error.message : String(error) });
  }
}
