import { dequal } from "dequal";
import type { Change } from "../change";
import type { LoggedEdit } from "./history";

/** Typing pauses shorter than this are one action. */
const PAUSE_MS = 1000;

/** An edit with the moment it was made, milliseconds since 1970. */
export type TimedEdit = { edit: LoggedEdit; at: number };

/**
 * The two as one edit under the first's id, if the second goes on typing where the first did: the same cells, within a
 * second. Null if they are two actions. Moves, wiring and steps that come or go are actions of their own.
 */
export function coalesced(first: TimedEdit, second: TimedEdit): LoggedEdit | null {
  if (first.edit.kind !== "edit" || second.edit.kind !== "edit") return null;
  if (second.at - first.at > PAUSE_MS || first.edit.changes.length !== second.edit.changes.length) return null;
  const changes: Change[] = [];
  for (const [index, earlier] of first.edit.changes.entries()) {
    const later = second.edit.changes[index];
    if (!later || !isTyped(earlier) || !dequal(earlier.path, later.path)) return null;
    const { before: _, ...rest } = later;
    changes.push({ ...rest, ...(earlier.before === undefined ? {} : { before: earlier.before }) });
  }
  return { ...first.edit, label: second.edit.label, changes };
}

/** Cells that hold what is typed: the flow's fields, names and settings of steps, variables and notes. */
export function isTyped({ path, before, after }: Change): boolean {
  if (path[0] === "layout" || before === undefined || after === undefined) return false;
  return path[0] !== "steps" || path[2] === "name" || path[2] === "config";
}
