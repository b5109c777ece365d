import type { Edit } from "../change";

/** An edit in one person's log: a new one, or an undo or redo (`of`: the id of the edit it undoes or redoes). */
export type LoggedEdit = Edit & { kind: "edit" | "undo" | "redo"; of: string | null };

/** The edits that this person can undo and redo, newest last. */
export type History = { undo: Edit[]; redo: Edit[] };

export const NO_HISTORY: History = { undo: [], redo: [] };

/**
 * The history after one more logged edit. An undo is logged as an edit of its own, so that the history can be rebuilt from the
 * log after a reload.
 */
export function withLogged({ undo, redo }: History, logged: LoggedEdit): History {
  const { kind, of, ...made } = logged;
  if (kind === "edit") return { undo: [...undo, made], redo: [] };
  const [from, to] = kind === "undo" ? [undo, redo] : [redo, undo];
  const moved = from.find((edit) => edit.id === of);
  if (!moved) return { undo, redo };
  const without = from.filter((edit) => edit !== moved);
  return kind === "undo" ? { undo: without, redo: [...to, moved] } : { undo: [...to, moved], redo: without };
}
