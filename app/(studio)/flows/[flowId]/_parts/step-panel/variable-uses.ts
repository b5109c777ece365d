import { registry } from "@/components/flow/registry";
import type { PlacedStep } from "@/engine/definition/schema";
import { variablesUsedBy } from "@/engine/edit/commands";
import type { Draft } from "@/engine/edit/draft";

/** Results by step: an unchanged step is the same object in every draft. */
const cache = new WeakMap<PlacedStep, { names: string; used: ReadonlySet<string> }>();

/** The ids of the steps that set or read each variable. */
export function variableUses(steps: Draft["steps"], variables: Draft["variables"]): ReadonlyMap<string, string[]> {
  const names = Object.keys(variables);
  const uses = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const [id, step] of Object.entries(steps)) for (const name of usedBy(step, names)) uses.get(name)?.push(id);
  return uses;
}

function usedBy(step: PlacedStep, names: readonly string[]): ReadonlySet<string> {
  const joined = names.join();
  const before = cache.get(step);
  if (before?.names === joined) return before.used;
  // Parsing every template for every variable is slow: a step whose text does not contain the name does not use it.
  const text = JSON.stringify([step.config, step.outputs]);
  const candidates = names.filter((name) => text.includes(name));
  const used = candidates.length === 0 ? new Set<string>() : variablesUsedBy(registry, step, candidates);
  cache.set(step, { names: joined, used });
  return used;
}
