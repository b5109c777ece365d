import type { FlowDefinition } from "@/engine/definition/schema";

export type Note = FlowDefinition["notes"][number];
export type ExitOf = { step: string; exit: string };
export type Move = { step: string; position: [number, number] };

export type AddRequest = {
  /** The canvas asks which before it says so; absent only where a caller of `add` leaves the question open. */
  component?: string;
  position: [number, number];
  /** An open exit that is to lead to the new step. */
  from?: ExitOf;
  /** A wire that the new step is put into. */
  into?: ExitOf;
};

/** What an admin means to do; the canvas itself changes nothing. Ids of notes are without prefix here. */
export type CanvasIntents = {
  connect(step: string, exit: string, target: string | null): void;
  move(moves: Move[]): void;
  add(request: AddRequest): void;
  remove(ids: string[]): void;
  note: {
    add(position: [number, number]): void;
    change(id: string, patch: Partial<Omit<Note, "id">>): void;
    remove(id: string): void;
  };
  /** The steps as text; the canvas puts it on the clipboard. Null: nothing to copy. */
  copy(ids: string[]): string | null;
  cut(ids: string[]): string | null;
  paste(text: string, position: [number, number]): void;
  duplicate(ids: string[]): void;
  open(step: string): void;
};

/** Notes and steps share one selection; a note is told by its prefix. */
const NOTE = "note:";
export const noteKey = (id: string): string => NOTE + id;
export const noteOf = (key: string): string | null => (key.startsWith(NOTE) ? key.slice(NOTE.length) : null);

/** A wire is known by the exit it leaves; neither id can hold a point. */
export const wireId = ({ step, exit }: ExitOf): string => `${step}.${exit}`;
export function exitOfWire(id: string): ExitOf {
  const [step = "", exit = ""] = id.split(".");
  return { step, exit };
}
