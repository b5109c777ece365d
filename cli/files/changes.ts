import { registry } from "@/components/flow/registry";
import { type FlowDefinition, parseDefinition } from "@/engine/definition/schema";
import { type FlowChange, semanticDiff } from "@/engine/diff";

/** What differs in meaning between two documents; of one that is unfinished, what can be told. */
export function changesBetween(before: FlowDefinition, after: FlowDefinition): FlowChange[] {
  return semanticDiff(filled(before), filled(after), registry);
}

function filled(document: FlowDefinition): FlowDefinition {
  const parsed = parseDefinition(registry, structuredClone(document));
  return parsed.ok ? parsed.definition : document;
}

const SIGN = { added: "+", removed: "-", changed: "~", rewired: "~", renamed: "~" } as const;

/** As a line for people: `~ Call the customer: Ring seconds 15 → 20`. */
export function lineOf({ kind, step, what, before, after }: FlowChange, { steps }: FlowDefinition): string {
  const name = step === null ? "" : (steps[step]?.name ?? step);
  if (kind === "added" || kind === "removed") return `  ${SIGN[kind]} ${what}`;
  const where = name === "" || name === what ? what : `${name}: ${what}`;
  return `  ${SIGN[kind]} ${where} ${before ?? "nothing"} → ${after ?? "nothing"}`;
}
