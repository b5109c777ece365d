import type { Registry } from "@/engine/contract";

export type Trigger = { id: string; label: string; description: string };

/** The triggers a new flow can start with: every trigger component of the registry. */
export function triggersOf(registry: Registry): Trigger[] {
  return [...registry.values()]
    .map(({ definition }) => definition)
    .filter(({ group }) => group === "trigger")
    .map(({ id, label, description }) => ({ id, label, description }));
}
