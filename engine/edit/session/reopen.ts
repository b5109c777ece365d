import { dequal } from "dequal";
import { applyChanges, type Change, cellAt, type Edit, inverse } from "../change";
import { Recorder } from "../commands/command";
import type { Draft } from "../draft";
import type { LoggedEdit } from "./history";
import type { Session } from "./session";

/**
 * A session as it was when the page went: edits that were kept then, on the revision they were made on. `log` is what the
 * server's log holds since that revision. Null if the two do not fit.
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

/** What became of the cells that `mine` is about, where it is not known who did it. */
export function changedCells(before: Draft, after: Draft, mine: readonly Change[]): Change[] {
  return mine.flatMap(({ path }) => {
    const wider = path[0] === "steps" && !Object.hasOwn(after.steps, path[1] ?? "") ? path.slice(0, 2) : path;
    const [was, is] = [cellAt(before, wider), cellAt(after, wider)] as Change["before"][];
    if (dequal(was, is) || wider[0] === "layout") return [];
    return [{ path: wider, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

/** The changes on a document they were not made on: each cell takes its new value where its step or list still is. */
export function forcedChanges(document: Draft, changes: readonly Change[]): Change[] {
  const record = new Recorder(document);
  for (const { path, after } of changes) {
    const [field, id = ""] = path;
    const homeless = (field === "layout" || path.length > 2) && !Object.hasOwn(record.draft.steps, id);
    if (!homeless) record.set(path, after);
  }
  return record.changes;
}
