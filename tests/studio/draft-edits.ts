import { v7 } from "uuid";
import { type Change, inverse } from "@/engine/edit/change";

// Edits of a draft as an editor sends them.

export const made = (changes: Change[], label = "Change") => ({
  id: v7(),
  label,
  changes,
  kind: "edit" as const,
  of: null,
});
export const undoOf = (of: string, changes: Change[]) => ({
  ...{ id: v7(), label: "Undo", changes: inverse(changes) },
  ...{ kind: "undo" as const, of },
});

export const language = (before: string, after: string): Change => ({ path: ["language"], before, after });
export const stepName = (step: string, before: string, after: string): Change => ({
  path: ["steps", step, "name"],
  before,
  after,
});
export const exit = (step: string, id: string, before: string, after: string): Change => ({
  path: ["steps", step, "exits", id],
  before,
  after,
});
export const move = (step: string, after: [number, number], before?: [number, number]): Change => ({
  path: ["layout", step],
  ...(before ? { before } : {}),
  after,
});
