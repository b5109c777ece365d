import { variableName } from "@/engine/contract";
import { addVariable } from "@/engine/edit/commands";
import type { Draft } from "@/engine/edit/draft";
import { LIMITS } from "@/engine/limits";

/** Makes a variable name from a label: "Customer's number" → `customer_s_number`. */
export function nameFrom(label: string): string {
  return label
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{Mark}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[^a-z]+|_+$/g, "")
    .slice(0, 64);
}

/** Adds a text variable; a label that is its name is not kept. Null where it cannot be added. */
export function newVariable(
  draft: Draft,
  name: string,
  { label, sensitive = false }: { label: string; sensitive?: boolean },
) {
  const shown = label.trim();
  return addVariable(draft, name, {
    type: "string",
    ...(shown && shown !== name ? { label: shown } : {}),
    ...(sensitive ? { sensitive } : {}),
  });
}

/** Why a variable cannot have this name; null if it can. */
export function variableNameError(draft: Draft, name: string): string | null {
  if (Object.hasOwn(draft.variables, name)) return "This flow has a variable of that name. Choose another.";
  if (Object.keys(draft.variables).length >= LIMITS.variables_per_flow)
    return `A flow has at most ${LIMITS.variables_per_flow} variables. Remove one first.`;
  const read = variableName.safeParse(name);
  if (read.success) return null;
  const [issue] = read.error.issues;
  if (issue?.code === "custom") return "This name is reserved. Choose another.";
  return "Use lower-case letters, digits and _, not starting with a digit.";
}
