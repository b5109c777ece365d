import { registry } from "@/components/flow/registry";
import type { NamedKind } from "@/engine/contract";
import { namedIn } from "@/engine/definition/named";
import { readDraft } from "@/engine/edit/draft";

/** A step that names something, and how it is called. */
export type Use = { step: string; stepName: string };

/** The steps of a stored document that say a name; each once. */
export function usesIn(document: unknown, kind: NamedKind, name: string): Use[] {
  const { draft } = readDraft(document);
  if (!draft) return [];
  const steps = namedIn(registry, draft).filter((named) => named.kind === kind && named.name === name);
  return [...new Set(steps.map(({ step }) => step))].map((step) => ({
    step,
    stepName: draft.steps[step]?.name ?? step,
  }));
}
