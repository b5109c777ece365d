import type { Draft } from "../draft";
import { type Command, Recorder } from "./command";
import { idFrom } from "./names";

type Note = Draft["notes"][number];

const MAX_NOTES = 200;

/** Adds a sticky note; the caller gives the `id` where two people may add one at the same time. */
export function addNote(
  draft: Draft,
  position: readonly [number, number],
  text = "",
  id = idFrom("note", (wanted) => draft.notes.some((note) => note.id === wanted), "note"),
): (Command & { id: string }) | null {
  if (draft.notes.length >= MAX_NOTES || draft.notes.some((note) => note.id === id)) return null;
  const [x, y] = position;
  const command = new Recorder(draft)
    .set(["notes", id], { id, text, position: [Math.round(x), Math.round(y)] })
    .command("Add a note");
  return command && { ...command, id };
}

export function changeNote(draft: Draft, id: string, patch: Partial<Omit<Note, "id">>): Command | null {
  const note = draft.notes.find((one) => one.id === id);
  if (!note) return null;
  return new Recorder(draft).set(["notes", id], { ...note, ...patch }).command("Change a note");
}

export function removeNote(draft: Draft, id: string): Command | null {
  return new Recorder(draft).set(["notes", id], undefined).command("Remove a note");
}
