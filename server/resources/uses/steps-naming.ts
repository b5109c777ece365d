import { registry } from "@/components/flow/registry";
import type { NamedKind } from "@/engine/contract";
import { namedReferences } from "@/engine/definition/named";
import { readDraft } from "@/engine/edit/draft";

/** A step that names something, and how it is called; `part`: what it names inside of it. */
export type Use = { step: string; stepName: string; part?: string };

/** The steps of a stored document that say a name; each once. */
export function usesIn(document: unknown, kind: NamedKind, name: string): Use[] {
  const { draft } = readDraft(document);
  if (!draft) return [];
  const found = namedReferences(registry, draft).filter((named) => named.kind === kind && named.name === name);
  const steps = new Map(found.map((named) => [named.step, named]));
  return [...steps.values()].map(({ step, part }) => ({
    step,
    stepName: draft.steps[step]?.name ?? step,
    ...(part === undefined ? {} : { part }),
  }));
}
