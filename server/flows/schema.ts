import { z } from "zod";
import type { FlowDefinition } from "@/engine/definition/schema";
import { isStorable } from "../platform/storable-text";

/** What a trigger says about its arguments, whichever trigger it is. One that says nothing takes none. */
const trigger = z.object({
  arguments: z
    .array(z.object({ name: z.string(), description: z.string().optional(), example: z.string().optional() }))
    .default([]),
});

const known = new WeakMap<FlowDefinition, ReadonlySet<string>>();

/** Names of the arguments that the flow's start step takes. */
export function argumentNames(definition: FlowDefinition): ReadonlySet<string> {
  const cached = known.get(definition);
  if (cached) return cached;
  const start = definition.steps[definition.start];
  const names = new Set(trigger.parse(start?.config ?? {}).arguments.map((argument) => argument.name));
  known.set(definition, names);
  return names;
}

export type Argument = { name: string; description: string; example: string | null };

/** The arguments as their flow describes them; none where the start step is half done. */
export function argumentsOf(definition: FlowDefinition): Argument[] {
  const start = definition.steps[definition.start];
  const { data } = trigger.safeParse(start?.config ?? {});
  return (data?.arguments ?? []).map(({ name, description = "", example = null }) => ({ name, description, example }));
}

const text = z.string().trim().refine(isStorable, "must be text without NUL and without half characters");

/** What people call a flow: the same in its row and in its document. */
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

/** What a flow is called that comes from a file. */
export const shortName = z.object({
  name: text.min(1, "must not be empty").max(120, "must be at most 120 characters"),
});
/** What a checkpoint is called; its time and author tell it from others too. */
export const checkpointName = z.object({ name: text.max(120, "must be at most 120 characters") });
export const versionNote = z.object({ note: text.max(2000, "must be at most 2,000 characters") });
