import type { z } from "zod";
import type { ExitSpec, Registry } from "../contract";
import { unwrapped } from "../contract";
import type { PlacedStep } from "../definition/schema";
import type { Draft } from "./draft";

/** The fields of a component's config by key; a config is an object with the keys it names and no others. */
export function configFields(config: z.ZodType): Readonly<Record<string, z.ZodType>> {
  const { def } = unwrapped(config)._zod as unknown as { def: { shape?: Record<string, z.ZodType> } };
  return def.shape ?? {};
}

/** A new step's config: all defaults of the schema. Fields without one are left to the admin. */
export function defaultConfig(config: z.ZodType): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(configFields(config)).flatMap(([key, field]) => {
      const filled = field.safeParse(undefined);
      return filled.success && filled.data !== undefined ? [[key, filled.data]] : [];
    }),
  );
}

/** Exits that the engine takes by itself, whatever the component. */
const ENGINE_EXITS: Readonly<Record<string, string>> = {
  error: "Error",
  contact_hung_up: "Contact hung up",
  cancelled: "Cancelled",
  expired: "Expired",
};

/** An exit by the name that the canvas shows, with its note; the same in tests, reports and files. */
export function exitLabel(
  registry: Registry,
  step: Pick<PlacedStep, "component" | "config"> | undefined,
  exit: string,
): string {
  const own = step && everyExit(registry, step)?.find(({ id }) => id === exit);
  if (own) return own.note ? `${own.label} · ${own.note}` : own.label;
  return ENGINE_EXITS[exit] ?? exit;
}

/** The exits of a step that can be wired; null as for `everyExit`. */
export function exitsOf(registry: Registry, step: PlacedStep): ExitSpec[] | null {
  return everyExit(registry, step)?.filter((exit) => exit.kind !== "hidden") ?? null;
}

/**
 * The exits of a step, hidden ones too. Fields that its config lacks count as their default, and lists as empty. Null if the
 * config is too broken to tell, or the component unknown.
 */
export function everyExit(registry: Registry, step: Pick<PlacedStep, "component" | "config">): ExitSpec[] | null {
  const definition = registry.get(step.component)?.definition;
  if (!definition) return null;
  const config: Record<string, unknown> = { ...step.config };
  for (const [key, field] of Object.entries(configFields(definition.config))) {
    if (Object.hasOwn(config, key)) continue;
    const filled = field.safeParse(undefined);
    if (filled.success) config[key] = filled.data;
    else if ((unwrapped(field)._zod.def as { type: string }).type === "array") config[key] = [];
  }
  try {
    return definition.exits(config);
  } catch {
    return null;
  }
}

export type ExitOf = { step: string; exit: string };

/** The mandatory exits that lead nowhere yet: of one step, or of the whole flow in the order of its steps. */
export function openExits(registry: Registry, draft: Draft, step?: string): ExitOf[] {
  const steps = step === undefined ? Object.keys(draft.steps) : [step];
  return steps.flatMap((id) => {
    const placed = draft.steps[id];
    const exits = placed ? (exitsOf(registry, placed) ?? []) : [];
    return exits
      .filter((exit) => exit.kind === "mandatory" && !placed?.exits[exit.id])
      .map((exit) => ({ step: id, exit: exit.id }));
  });
}
