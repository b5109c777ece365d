import type { Point } from "./geometry";
import type { ExitOf } from "./intents";

/** What the next click decides, for those who do not drag. Esc gives it up. */
export type Pending = { do: "connect"; from: ExitOf; said: string } | { do: "move"; keys: string[]; said: string };

export type MenuSubject =
  | { on: "step"; step: string }
  | { on: "note"; note: string }
  | { on: "exit"; exit: ExitOf }
  | { on: "wire"; exit: ExitOf }
  | { on: "pane" };

export type PickerEntry = "component" | "step";

export type UiState = {
  pending: Pending | null;
  menu: { at: Point; subject: MenuSubject } | null;
  picker: { at: Point; of: PickerEntry; title: string; choose: (id: string) => void } | null;
  /** The exit's height of the wire whose end is being moved. */
  taken: number | null;
  /** The note whose text is being written. */
  writing: string | null;
  /** Read aloud. */
  said: string;
};

export type UiStore = {
  get(): UiState;
  set(patch: Partial<UiState>): void;
  subscribe(listener: () => void): () => void;
};

/** What the canvas itself knows and nobody else needs to: held outside React, so that only who shows it is drawn again. */
export function createUiStore(): UiStore {
  let state: UiState = { pending: null, menu: null, picker: null, taken: null, writing: null, said: "" };
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(patch) {
      state = { ...state, ...patch };
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
