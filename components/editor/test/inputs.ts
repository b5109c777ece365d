import { z } from "zod";
import type { Registry } from "@/engine/contract";
import type { Draft } from "@/engine/edit/draft";

/** An argument of the flow, as a test asks for it. */
type TestInput = { name: string; label: string; hint: string | null; sensitive: boolean; suggestion: string };

/** Fictional phone numbers: for the customer and for the agent. */
const FICTIONAL = { dials: "+12025550120", forwards: "+12025550130" };

/** The part of a trigger's config that has its arguments; the same for every trigger. */
const trigger = z.object({
  arguments: z
    .array(
      z.object({
        name: z.string(),
        variable: z.string().catch(""),
        description: z.string().optional().catch(undefined),
        example: z.string().optional().catch(undefined),
      }),
    )
    .catch([]),
});

/** The flow's arguments, each with its variable's label, its description and a suggested value. */
export function testInputs(registry: Registry, draft: Draft): TestInput[] {
  const read = trigger.safeParse(draft.steps[draft.start]?.config ?? {});
  if (!read.success) return [];
  return read.data.arguments.map(({ name, variable, description, example }) => {
    const declared = Object.hasOwn(draft.variables, variable) ? draft.variables[variable] : undefined;
    return {
      name,
      label: declared?.label || name,
      hint: description ?? null,
      sensitive: declared?.sensitive ?? false,
      suggestion: example ?? numberFor(registry, draft, variable),
    };
  });
}

/** A suggested number for a variable that some step calls; else empty. */
function numberFor(registry: Registry, draft: Draft, variable: string): string {
  for (const step of Object.values(draft.steps)) {
    const definition = registry.get(step.component)?.definition;
    const rings = definition?.call === "dials" ? "dials" : definition?.forwards ? "forwards" : null;
    if (rings && JSON.stringify(step.config).includes(JSON.stringify(variable))) return FICTIONAL[rings];
  }
  return "";
}

/** Which of the two people the flow can call. */
export function calledIn(registry: Registry, draft: Draft): { customer: boolean; agent: boolean } {
  const used = Object.values(draft.steps).map((step) => registry.get(step.component)?.definition);
  return {
    customer: used.some((definition) => definition?.call === "dials" || definition?.call === "live_or_none"),
    agent: used.some((definition) => definition?.forwards === true || definition?.call === "live_or_none"),
  };
}
