import type { Point } from "../layout/geometry";
import type { ExitOf } from "../layout/ids";

/** What the next click completes, for people who do not drag; Escape cancels it. */
export type Pending = { do: "connect"; from: ExitOf; prompt: string } | { do: "move"; keys: string[]; prompt: string };

export type MenuSubject =
  | { on: "step"; step: string }
  | { on: "note"; note: string }
  | { on: "exit"; exit: ExitOf }
  | { on: "wire"; exit: ExitOf }
  /** Several wires run where something was dropped. */
  | { on: "wires"; exits: readonly ExitOf[]; choose: (exit: ExitOf) => void }
  | { on: "pane" };

export type UiState = {
  pending: Pending | null;
  menu: { at: Point; subject: MenuSubject } | null;
  /** While a wire's end is dragged: its exit's height in the step, in flow pixels. */
  reconnectedExitY: number | null;
  /** Id of the note whose text is being edited. */
  editedNote: string | null;
  /** The last announcement to screen readers. */
  announcement: string;
};

export type UiStore = {
  get(): UiState;
  set(patch: Partial<UiState>): void;
  subscribe(listener: () => void): () => void;
};

/** The state of the canvas's own menus and prompts, outside React: only the components that select a value render again. */
export function createUiStore(): UiStore {
  let state: UiState = {
    pending: null,
    menu: null,
    reconnectedExitY: null,
    editedNote: null,
    announcement: "",
  };
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
