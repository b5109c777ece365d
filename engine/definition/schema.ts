import { z } from "zod";
import type { Registry } from "../contract";
import { stepId, variableName } from "../contract/reference";
import { LIMITS } from "../limits";
import { upgraded } from "./upgrades";

const onError = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("default") }),
  z.strictObject({ do: z.literal("end_flow") }),
  z.strictObject({ do: z.literal("exit"), exit: z.string() }),
  z.strictObject({ do: z.literal("go_to"), step: stepId }),
]);

const step = z.strictObject({
  component: z.string(),
  name: z.string().min(1).max(120),
  config: z.record(z.string(), z.unknown()),
  exits: z.record(z.string(), stepId.nullable()).default({}),
  outputs: z.record(z.string(), variableName).optional(),
  on_error: onError.optional(),
});

/** The types of variables, as people call them. */
export const VARIABLE_TYPES = { string: "Text", number: "Number", boolean: "Yes or no" } as const;

const variable = z.strictObject({
  type: z.enum(["string", "number", "boolean"]),
  label: z.string().max(120).optional(),
  sensitive: z.boolean().optional(),
});

const position = z.tuple([z.number(), z.number()]);

/** A sticky note on the canvas; in grid pixels. */
const note = z.strictObject({
  id: stepId,
  text: z.string().max(2000),
  position,
  size: position.optional(),
});

/** The flow definition, format 1 (docs/flow-format.md). Configs are opaque here: `parseDefinition` checks them by component. */
export const document = z.strictObject({
  patchcord: z.literal(1),
  name: z.string().min(1).max(120),
  description: z.string().max(2000).default(""),
  language: z.string().default("en-US"),
  max_queue_seconds: z.number().int().min(5).max(3600).default(120),
  variables: z.record(variableName, variable).default({}),
  start: stepId,
  on_hang_up: stepId.nullable().default(null),
  steps: z.record(stepId, step),
  layout: z.record(z.string(), position).default({}),
  notes: z.array(note).max(200).default([]),
});

export type FlowDefinition = z.infer<typeof document>;
export type PlacedStep = FlowDefinition["steps"][string];
/** `unfinished`: the document can be read, but the flow is incomplete or wrong there, which a draft may be. */
export type DefinitionError = { path: string; message: string; unfinished?: true };
export type Parsed = { ok: true; definition: FlowDefinition } | { ok: false; errors: DefinitionError[] };

/**
 * Parses a definition that was imported, stored or typed: its shape, its component names, and each step's config by its
 * component, with defaults filled in. Errors carry the JSON path. Whether the flow works is for the verifier (engine/verify).
 */
export function parseDefinition(registry: Registry, input: unknown): Parsed {
  const present = upgraded(input);
  if (!present.ok) return { ok: false, errors: [present.error] };
  const parsed = document.safeParse(present.document);
  if (!parsed.success) return { ok: false, errors: parsed.error.issues.flatMap((issue) => pathErrors([], issue)) };
  const definition = parsed.data;
  const errors: DefinitionError[] = [];
  if (Object.keys(definition.steps).length > LIMITS.steps_per_flow) {
    errors.push({ path: "$.steps", message: `has more than ${LIMITS.steps_per_flow} steps` });
  }
  if (Object.keys(definition.variables).length > LIMITS.variables_per_flow) {
    errors.push({ path: "$.variables", message: `has more than ${LIMITS.variables_per_flow} variables` });
  }
  for (const [id, placed] of Object.entries(definition.steps)) {
    errors.push(...checkStep(registry, definition, id, placed));
  }
  for (const [field, target] of [
    ["start", definition.start],
    ["on_hang_up", definition.on_hang_up],
  ] as const) {
    if (target !== null && !Object.hasOwn(definition.steps, target)) {
      errors.push({ path: `$.${field}`, message: `points to the missing step ${target}`, unfinished: true });
    }
  }
  return errors.length ? { ok: false, errors } : { ok: true, definition };
}

function checkStep(registry: Registry, definition: FlowDefinition, id: string, placed: PlacedStep): DefinitionError[] {
  const component = registry.get(placed.component);
  if (!component) return [{ path: `$.steps.${id}.component`, message: `is the unknown component ${placed.component}` }];
  const config = component.definition.config.safeParse(placed.config, { reportInput: true });
  if (!config.success) return config.error.issues.flatMap((issue) => configErrors(["steps", id, "config"], issue));
  placed.config = config.data as Record<string, unknown>;
  const errors: DefinitionError[] = [];
  const exits = component.definition.exits(config.data).filter((exit) => exit.kind !== "hidden");
  const { outputs, more_outputs } = component.definition;
  for (const [exit, target] of Object.entries(placed.exits)) {
    if (!exits.some((known) => known.id === exit))
      errors.push({ path: `$.steps.${id}.exits.${exit}`, message: "is no exit of this component" });
    if (target !== null && !Object.hasOwn(definition.steps, target)) {
      errors.push({
        path: `$.steps.${id}.exits.${exit}`,
        message: `points to the missing step ${target}`,
        unfinished: true,
      });
    }
  }
  for (const output of Object.keys(placed.outputs ?? {})) {
    if (!more_outputs && !outputs.some((known) => known.id === output))
      errors.push({ path: `$.steps.${id}.outputs.${output}`, message: "is no output of this component" });
  }
  const chosen = placed.on_error;
  if (chosen?.do === "go_to" && !Object.hasOwn(definition.steps, chosen.step)) {
    errors.push({
      path: `$.steps.${id}.on_error.step`,
      message: `points to the missing step ${chosen.step}`,
      unfinished: true,
    });
  }
  if (chosen?.do === "exit" && !exits.some((known) => known.id === chosen.exit)) {
    errors.push({ path: `$.steps.${id}.on_error.exit`, message: "is no exit of this component", unfinished: true });
  }
  return errors;
}

function configErrors(prefix: PropertyKey[], issue: z.core.$ZodIssue): DefinitionError[] {
  const errors = pathErrors(prefix, issue);
  return isUnfinished(issue) ? errors.map((error) => ({ ...error, unfinished: true })) : errors;
}

/** A missing, too short or too long value is unfinished work; an unknown key or a wrong type is not. */
function isUnfinished(issue: z.core.$ZodIssue): boolean {
  if (issue.code === "unrecognized_keys") return false;
  if (issue.code === "invalid_union")
    return issue.input === undefined || issue.errors.some((way) => way.length > 0 && way.every(isUnfinished));
  if (issue.code === "invalid_type" || issue.code === "invalid_value") return issue.input === undefined;
  return true;
}

/** Each unknown key is an error at its own path, so that a typing slip is found. */
function pathErrors(prefix: PropertyKey[], issue: z.core.$ZodIssue): DefinitionError[] {
  const at = (path: PropertyKey[]) => ["$", ...prefix, ...path].map(String).join(".");
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: at([...issue.path, key]), message: "is an unknown key" }));
  return [{ path: at(issue.path), message: wording(issue) }];
}

const KINDS: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
};

/** Replaces zod's type messages by what the person who imports the file has to write. */
function wording(issue: z.core.$ZodIssue): string {
  if (issue.code !== "invalid_type") return issue.message;
  if (issue.message.endsWith("received undefined")) return "is missing";
  return `must be ${KINDS[issue.expected] ?? issue.expected}`;
}
