import { z } from "zod";
import type { FlowDefinition } from "@/engine/definition/schema";
import { isStorable } from "../platform/storable-text";

/** The arguments in the config of any trigger component; a trigger without the field takes none. */
const trigger = z.object({
  arguments: z
    .array(z.object({ name: z.string(), description: z.string().optional(), example: z.string().optional() }))
    .default([]),
});

const cache = new WeakMap<FlowDefinition, ReadonlySet<string>>();

/** Names of the arguments that the flow's start step takes. */
export function argumentNames(definition: FlowDefinition): ReadonlySet<string> {
  const cached = cache.get(definition);
  if (cached) return cached;
  const start = definition.steps[definition.start];
  const names = new Set(trigger.parse(start?.config ?? {}).arguments.map((argument) => argument.name));
  cache.set(definition, names);
  return names;
}

export type Argument = { name: string; description: string; example: string | null };

/** The arguments as the flow's start step describes them; none where that step's config is unfinished. */
export function argumentsOf(definition: FlowDefinition): Argument[] {
  const start = definition.steps[definition.start];
  const { data } = trigger.safeParse(start?.config ?? {});
  return (data?.arguments ?? []).map(({ name, description = "", example = null }) => ({ name, description, example }));
}

const text = z.string().trim().refine(isStorable, "must be valid Unicode text without NUL");

/** A flow's name and description, which its row and its document both hold. */
export const flowDetails = z.object({
  name: text.min(1, "must not be empty").max(120, "must be at most 120 characters"),
  description: text.max(2000, "must be at most 2,000 characters"),
});

const label = text.min(1, "must not be empty").max(40, "must be at most 40 characters");

export const flowLabels = z.object({
  labels: z
    .array(label)
    .max(10, "must be at most 10")
    .transform((labels) => [...new Set(labels)].sort()),
});

/** The name for an imported flow. */
export const importedName = z.object({
  name: text.min(1, "must not be empty").max(120, "must be at most 120 characters"),
});
/** A checkpoint's name. It may be empty: time and author tell checkpoints apart as well. */
export const checkpointName = z.object({ name: text.max(120, "must be at most 120 characters") });
export const versionNote = z.object({ note: text.max(2000, "must be at most 2,000 characters") });
