import type { ExitOf, Note } from "../layout/ids";
import type { Move } from "../layout/positions";

export type AddRequest = {
  /** Absent if the receiver is to ask which component. The canvas itself always asks before it calls `add`. */
  component?: string;
  position: [number, number];
  /** An open exit that shall lead to the new step. */
  from?: ExitOf;
  /** The exit whose wire the new step is inserted into. */
  into?: ExitOf;
};

/** What the user wants done to the flow; the canvas itself changes nothing. Ids of notes have no prefix here. */
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
  /** The steps as text, for the clipboard; null if there is nothing to copy. */
  copy(ids: string[]): string | null;
  cut(ids: string[]): string | null;
  paste(text: string, position: [number, number]): void;
  duplicate(ids: string[]): void;
  open(step: string): void;
};
