import type { LoggedEdit } from "@/engine/edit/session/history";

/** Of larger edits the audit log says only how many cells they change; the draft's own log and the versions hold the rest. */
const MAX_AUDIT_BYTES = 16 * 1024;

/** What the audit log records of edits. */
export function auditEdits(edits: readonly LoggedEdit[]): unknown {
  const full = edits.map(({ label, kind, changes }) => ({ label, kind, changes }));
  if (Buffer.byteLength(JSON.stringify(full)) <= MAX_AUDIT_BYTES) return full;
  return edits.map(({ label, kind, changes }) => ({ label, kind, cells: changes.length }));
}
