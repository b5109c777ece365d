import { applyChanges, StaleChange } from "@/engine/edit/change";
import type { Draft } from "@/engine/edit/draft";
import type { LoggedEdit } from "@/engine/edit/session/history";
import { collisions, rebased } from "@/engine/edit/session/rebase";
import type { AuthoredEdit } from "./authored-edit";

export type Merged = { document: Draft; edits: LoggedEdit[] };

/**
 * Applies a user's edits, which were made on an earlier revision, on top of the edits of others since. Null where both change the
 * same cell, or where a cell's value is not the one that an edit expects. Leaves out an edit of which nothing remains, since others
 * have removed the steps that it moves.
 */
export function merge(draft: Draft, own: readonly LoggedEdit[], others: readonly AuthoredEdit[]): Merged | null {
  const changes = own.flatMap((edit) => edit.changes);
  const otherChanges = others.flatMap(({ edit }) => edit.changes);
  if (collisions(changes, otherChanges).length > 0) return null;
  try {
    return own.reduce<Merged>(
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
