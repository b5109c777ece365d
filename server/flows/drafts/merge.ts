import { applyChanges, StaleChange } from "@/engine/edit/change";
import type { Draft } from "@/engine/edit/draft";
import type { LoggedEdit } from "@/engine/edit/session/history";
import { collisions, rebased } from "@/engine/edit/session/rebase";
import type { LoggedBy } from "./data";

export type Merged = { document: Draft; edits: LoggedEdit[] };

/**
 * Edits made on an earlier revision, on top of what others have done since; null where both meant the same thing, or a cell
 * is not as the editor thought. What is left of an edit when the steps it moved are gone may be nothing.
 */
export function merge(draft: Draft, mine: readonly LoggedEdit[], others: readonly LoggedBy[]): Merged | null {
  const changes = mine.flatMap((edit) => edit.changes);
  const theirs = others.flatMap(({ edit }) => edit.changes);
  if (collisions(changes, theirs).length > 0) return null;
  try {
    return mine.reduce<Merged>(
      ({ document, edits }, edit) => {
        const restated = { ...edit, changes: others.length === 0 ? edit.changes : rebased(document, edit.changes) };
        if (restated.changes.length === 0) return { document, edits };
        return { document: applyChanges(document, restated.changes), edits: [...edits, restated] };
      },
      { document: draft, edits: [] },
    );
  } catch (error) {
    if (error instanceof StaleChange) return null;
    throw error;
  }
}
