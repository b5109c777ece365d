import { v4 as uuid } from "uuid";
import type { Draft } from "@/engine/edit/draft";
import { changedCells } from "@/engine/edit/session/reopen";
import { rebasedSession, type Session, withLog } from "@/engine/edit/session/session";
import { editsOf, type ReportedEdit } from "../remote/remote";

/**
 * Brings the server's log into a session. `document` is the server's draft where it replaces the log. `theirs` is null if the
 * session's pending edits still fit; else it has the edits to merge them with.
 */
export function integrate(
  before: Session,
  log: ReportedEdit[],
  revision: number,
  document: Draft | null,
): { session: Session; theirs: ReportedEdit[] | null } {
  try {
    if (document) return { session: rebasedSession(document, revision, before.pending), theirs: null };
    const { session, collided } = withLog(before, editsOf(log), revision);
    return { session, theirs: collided.length > 0 ? log : null };
  } catch {
    // A pending edit does not fit the new document. Without a log, all changed cells count as one edit of somebody else.
    const mine = before.pending.flatMap(({ changes }) => changes);
    const changes = document ? changedCells(before.document, document, mine) : [];
    const unknown = { edit: { id: uuid(), label: "Changed", changes }, by: "somebody else" };
    const session = { ...before, document: document ?? before.document, revision };
    return { session, theirs: log.length > 0 ? log : [unknown] };
  }
}
