import type { LoggedEdit } from "@/engine/edit/session/history";

/** Larger changes are told by the cells they are about: the log of edits and the versions have the rest. */
const MOST_BYTES = 16 * 1024;

/** What the audit log says of edits. */
export function audited(edits: readonly LoggedEdit[]): unknown {
  const told = edits.map(({ label, kind, changes }) => ({ label, kind, changes }));
  if (Buffer.byteLength(JSON.stringify(told)) <= MOST_BYTES) return told;
  return edits.map(({ label, kind, changes }) => ({ label, kind, cells: changes.length }));
}
