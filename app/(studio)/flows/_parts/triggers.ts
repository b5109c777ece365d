import type { Registry } from "@/engine/contract";

export type Trigger = { id: string; label: string; description: string };

/** What can set a flow off: only what works is in the registry, so only that is offered. */
export function triggersOf(registry: Registry): Trigger[] {
  return [...registry.values()]
    .map(({ definition }) => definition)
    .filter(({ group }) => group === "trigger")
    .map(({ id, label, description }) => ({ id, label, description }));
}
