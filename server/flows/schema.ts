import { z } from "zod";
import type { FlowDefinition } from "@/engine/definition/schema";

/** What a trigger says about its arguments, whichever trigger it is. One that says nothing takes none. */
const trigger = z.object({ arguments: z.array(z.object({ name: z.string() })).default([]) });

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
