import type { FlowDefinition } from "@/engine/definition/schema";
import { writeDefinition } from "@/engine/definition/write";
import { largeFlow } from "../../tests/verify/large-flow";

const COLUMNS = 40;
const APART: [number, number] = [360, 240];

/** A flow of `steps`, each wired to the next and every tenth to others near by, laid out in rows. */
export function largeLaidOutFlow(steps: number, name: string): FlowDefinition {
  const definition = writeDefinition(largeFlow(steps) as FlowDefinition);
  const places = Object.keys(definition.steps).map((step, index): [string, [number, number]] => {
    const row = Math.floor(index / COLUMNS);
    return [step, [(index % COLUMNS) * APART[0], row * APART[1]]];
  });
  return { ...definition, name, layout: Object.fromEntries(places) };
}
