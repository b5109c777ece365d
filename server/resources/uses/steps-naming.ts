import { registry } from "@/components/flow/registry";
import type { NamedKind } from "@/engine/contract";
import { namedReferences } from "@/engine/definition/named";
import { readDraft } from "@/engine/edit/draft";

/** A step that names a resource. `part`: the part of it that the step names, such as a connection's action. */
export type StepUse = { step: string; stepName: string; part?: string };

/** The steps of a stored document that name a resource, each once. */
export function stepsNaming(document: unknown, kind: NamedKind, name: string): StepUse[] {
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
