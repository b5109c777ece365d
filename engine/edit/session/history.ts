import type { Edit } from "../change";

/** A logged edit of one person: made by hand, or taken back or made again from the history. */
export type LoggedEdit = Edit & { kind: "edit" | "undo" | "redo"; of: string | null };

/** What this person can undo and redo, newest last. */
export type History = { undo: Edit[]; redo: Edit[] };

export const NO_HISTORY: History = { undo: [], redo: [] };

/**
 * The history after one more logged edit. An undo is an edit of its own, `of` the one it takes back, so that a history
 * can be told from the log alone and survives a reload.
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
