import { applyChanges, type Change, type Edit } from "../change";
import type { Draft } from "../draft";
import type { LoggedEdit } from "./history";
import { collisions, rebased } from "./rebase";

/**
 * One browser's view of a draft: what the server has, the own edits it does not have yet, and what both make together.
 */
export type Session = {
  document: Draft;
  revision: number;
  pending: readonly LoggedEdit[];
  draft: Draft;
};

export function openSession(document: Draft, revision: number): Session {
  return { document, revision, pending: [], draft: document };
}

/** The session after one more own edit. Throws StaleChange if the edit does not fit the draft. */
export function withEdit(session: Session, edit: LoggedEdit): Session {
  const draft = applyChanges(session.draft, edit.changes);
  return { ...session, draft, pending: [...session.pending, edit] };
}

/** The session with another edit in place of the last pending one, which it contains (coalesced typing). */
export function withLastReplaced(session: Session, edit: LoggedEdit): Session {
  const pending = session.pending.slice(0, -1);
  const before = applyAll(session.document, pending);
  return { ...session, draft: applyChanges(before, edit.changes), pending: [...pending, edit] };
}

/**
 * The session after the server's log went on: edits since the session's revision, in order, own ones among them. Own
 * pending edits that are in the log are not pending any more; the rest go on top of what others did. `collided` are the
 * pending changes that cannot: then the draft still shows the admin's own, and the session waits for a merge.
 */
export function withLog(
  session: Session,
  log: readonly Edit[],
  revision: number,
): { session: Session; collided: Change[] } {
  const own = new Set(session.pending.map(({ id }) => id));
  const known = new Set(log.map(({ id }) => id));
  const document = applyAll(session.document, log);
  const left = session.pending.filter(({ id }) => !known.has(id));
  const others = log.filter(({ id }) => !own.has(id)).flatMap(({ changes }) => changes);
  const mine = left.flatMap(({ changes }) => changes);
  const collided = collisions(mine, others);
  if (collided.length > 0) return { session: { ...session, document, revision, pending: left }, collided };
  return { session: rebasedSession(document, revision, left), collided: [] };
}

/** Pending edits on top of a document they do not collide with. Throws StaleChange if they do. */
export function rebasedSession(document: Draft, revision: number, pending: readonly LoggedEdit[]): Session {
  let draft = document;
  const fitted = pending.flatMap((edit): LoggedEdit[] => {
    const changes = rebased(draft, edit.changes);
    draft = applyChanges(draft, changes);
    return changes.length > 0 ? [{ ...edit, changes }] : [];
  });
  return { document, revision, pending: fitted, draft };
}

function applyAll(document: Draft, edits: readonly { changes: readonly Change[] }[]): Draft {
  return edits.reduce((draft, { changes }) => applyChanges(draft, changes), document);
}

/** The session in the middle of a merge, after the log went on once more: the own draft stays as it is. */
export function withOthersLog(session: Session, log: readonly Edit[], revision: number): Session {
  return { ...session, document: applyAll(session.document, log), revision };
}
