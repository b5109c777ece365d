import type { Ref } from "react";
import type { CanvasIntents } from "./commands/intents";
import type { ShownFlow } from "./scene/use-projection";

export type CanvasHandle = {
  /** Shows the whole flow. */
  fit(): void;
  /** Brings a step into view. */
  reveal(step: string): void;
  /** Moves the keyboard focus to the canvas, or to one step of it. */
  focus(step?: string): void;
};

/** `selection` has the ids of steps, and notes by `noteKey`. Without `on`, the canvas is read-only. */
export type FlowCanvasProps = ShownFlow & {
  onSelect: (ids: string[]) => void;
  readOnly?: boolean;
  on?: CanvasIntents;
  ref?: Ref<CanvasHandle>;
};
