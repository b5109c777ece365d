import { registry } from "@/components/flow/registry";
import { everyExit, exitLabel } from "@/engine/edit/exits";
import type { StoredDefinition } from "../steps";

/** A step of a version by the names that are shown; `exits` by their ids. */
export type StepName = { step: string; name: string; component: string; exits: Record<string, string> };

/** Exits that the engine takes by itself, whatever the component. */
const ENGINE_EXITS = ["error", "contact_hung_up", "cancelled", "expired"];

/**
 * The names of a version's steps and their exits. A version without a step that can be read has one line without a name: it says that there
 * is nothing more to know.
 */
export function stepNames(definition: StoredDefinition | null): StepName[] {
  const lines = Object.entries(definition?.steps ?? {}).map(([step, { component, name, config }]): StepName => {
    const placed = { component, config: (config ?? {}) as Record<string, unknown> };
    const exits = [...(everyExit(registry, placed) ?? []).map(({ id }) => id), ...ENGINE_EXITS];
    return {
      step,
      name,
      component: registry.get(component)?.definition.label ?? component,
      exits: Object.fromEntries(exits.map((exit) => [exit, exitLabel(registry, placed, exit)])),
    };
  });
  return lines.length > 0 ? lines : [{ step: "", name: "", component: "", exits: {} }];
}
