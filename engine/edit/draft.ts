import { document, type FlowDefinition } from "../definition/schema";
import { upgraded } from "../definition/upgrades";
import { LIMITS } from "../limits";

/**
 * A definition while it is being edited: it has the document's shape, but configs may be incomplete and exits may point nowhere.
 * The verifier reports what is wrong with it.
 */
export type Draft = FlowDefinition;

export type DraftFault = { path: string; message: string };

/** Parses a draft's shape; where it has none, `fault` is the first fault with its JSON path. */
export function readDraft(input: unknown): { draft: Draft; fault: null } | { draft: null; fault: DraftFault } {
  const present = upgraded(input);
  if (!present.ok) return { draft: null, fault: present.error };
  const parsed = document.safeParse(present.document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return {
      draft: null,
      fault: { path: ["$", ...(issue?.path ?? [])].map(String).join("."), message: issue?.message ?? "" },
    };
  }
  const draft = parsed.data;
  if (Object.keys(draft.steps).length > LIMITS.steps_per_flow)
    return { draft: null, fault: { path: "$.steps", message: `has more than ${LIMITS.steps_per_flow} steps` } };
  if (Object.keys(draft.variables).length > LIMITS.variables_per_flow)
    return {
      draft: null,
      fault: { path: "$.variables", message: `has more than ${LIMITS.variables_per_flow} variables` },
    };
  return { draft, fault: null };
}
