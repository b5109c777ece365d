import { dequal } from "dequal";
import { applyChanges, type Change, cellAt, type Edit, inverse } from "../change";
import { Recorder } from "../commands/command";
import type { Draft } from "../draft";
import type { LoggedEdit } from "./history";
import type { Session } from "./session";

/**
 * The session as it was when the page was closed, from its unsent edits (`kept`) and the revision they were made on (`base`).
 * `log`: the server's edits since that revision. Null if the edits do not fit.
 */
export function reopenSession(
  document: Draft,
  log: readonly Edit[],
  base: number,
  kept: readonly LoggedEdit[],
): Session | null {
  try {
    const back = inverse(log.flatMap(({ changes }) => changes));
    const before = applyChanges(document, back);
    const draft = applyChanges(
      before,
      kept.flatMap(({ changes }) => changes),
    );
    return { document: before, revision: base, pending: kept, draft };
  } catch {
    return null;
  }
}

/** The changes from `before` to `after` in the cells of `mine`, where no log tells who made them. */
export function changedCells(before: Draft, after: Draft, mine: readonly Change[]): Change[] {
  return mine.flatMap(({ path }) => {
    const wider = path[0] === "steps" && !Object.hasOwn(after.steps, path[1] ?? "") ? path.slice(0, 2) : path;
    const [was, is] = [cellAt(before, wider), cellAt(after, wider)] as Change["before"][];
    if (dequal(was, is) || wider[0] === "layout") return [];
    return [{ path: wider, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

/** The changes for a document that they were not made on: each cell gets its new value, if its step still exists. */
export function forcedChanges(document: Draft, changes: readonly Change[]): Change[] {
  const record = new Recorder(document);
  for (const { path, after } of changes) {
    const [field, id = ""] = path;
    const isStepGone = (field === "layout" || path.length > 2) && !Object.hasOwn(record.draft.steps, id);
    if (!isStepGone) record.set(path, after);
  }
  return record.changes;
}
