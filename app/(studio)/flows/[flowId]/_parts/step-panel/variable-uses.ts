import { registry } from "@/components/flow/registry";
import type { PlacedStep } from "@/engine/definition/schema";
import { variablesUsedBy } from "@/engine/edit/commands";
import type { Draft } from "@/engine/edit/draft";

/** A step that has not changed is the same object in every draft, and is asked once for the same variables. */
const known = new WeakMap<PlacedStep, { asked: string; used: ReadonlySet<string> }>();

/** The ids of the steps that set or read each variable. */
export function variableUses(steps: Draft["steps"], variables: Draft["variables"]): ReadonlyMap<string, string[]> {
  const names = Object.keys(variables);
  const uses = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const [id, step] of Object.entries(steps)) for (const name of usedBy(step, names)) uses.get(name)?.push(id);
  return uses;
}

function usedBy(step: PlacedStep, names: readonly string[]): ReadonlySet<string> {
  const asked = names.join();
  const before = known.get(step);
  if (before?.asked === asked) return before.used;
  // Reading every template for every variable is slow; a step that does not hold the word uses no such variable.
  const text = JSON.stringify([step.config, step.outputs]);
  const candidates = names.filter((name) => text.includes(name));
  const used = candidates.length === 0 ? new Set<string>() : variablesUsedBy(registry, step, candidates);
  known.set(step, { asked, used });
  return used;
}
