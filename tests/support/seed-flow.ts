import { registry } from "@/components/flow/registry";
import { type FlowDefinition, parseDefinition } from "@/engine/definition/schema";
import reportAProblem from "@/prisma/seed/report-a-problem.json" with { type: "json" };

/** The seed flow, with what a test changes in it by path, such as `steps.announce.config.message`. */
export const seedFlow = (changes?: Record<string, unknown>) => changedFlow(reportAProblem, changes);

/** A flow's document with what a test changes in it by path. */
export function changedFlow(flow: object, changes: Record<string, unknown> = {}): FlowDefinition {
  const document = structuredClone(flow) as Record<string, unknown>;
  for (const [at, value] of Object.entries(changes)) {
    const keys = at.split(".");
    const last = keys.pop()!;
    let holder = document;
    for (const key of keys) holder = holder[key] as Record<string, unknown>;
    holder[last] = value;
  }
  const parsed = parseDefinition(registry, document);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.definition;
}
