import type { ExitOf, Note } from "../layout/ids";
import type { Move } from "../layout/positions";

export type Places = Readonly<Record<string, [number, number]>>;

export type AddRequest = {
  /** Absent if the receiver is to ask which component. */
  component?: string;
  /** Where the person put it; without one the step is laid out automatically. */
  position?: [number, number];
  /** The exit that shall lead to the new step; the receiver that asks may offer existing steps, too. */
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
  /** The steps as text with their places on the canvas, for the clipboard; null if there is nothing to copy. */
  copy(ids: string[], places: Places): string | null;
  cut(ids: string[], places: Places): string | null;
  paste(text: string, position: [number, number]): void;
  duplicate(ids: string[]): void;
  open(step: string): void;
};
