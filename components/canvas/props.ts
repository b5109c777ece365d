import type { Ref } from "react";
import type { CanvasIntents } from "./commands/intents";
import type { ExitOf } from "./layout/ids";
import type { LiveDots } from "./live/live-dots";
import type { ShownFlow } from "./scene/use-projection";

export type CanvasHandle = {
  /** Shows the whole flow. */
  fit(): void;
  /** Brings a step into view, as soon as the flow has it; and, where there is room, another one beside it. */
  reveal(step: string, beside?: string): void;
  /** Folds the small map away, or shows it again. */
  toggleMap(): void;
  /** Moves the keyboard focus to the canvas, or to one step of it. */
  focus(step?: string): void;
};

/** `selection` has the ids of steps, and notes by `noteKey`. Without `on`, the canvas is read-only. */
export type FlowCanvasProps = ShownFlow & {
  onSelect: (ids: string[]) => void;
  readOnly?: boolean;
  /** Calls that run now, drawn as dots at their steps. */
  live?: LiveDots;
  /** A wire was pressed; only where the canvas is read-only. */
  onWire?: (exit: ExitOf) => void;
  on?: CanvasIntents;
  /** Lays the flow out in the other direction. Without it, there is no button for that. */
  turn?: () => void;
  /** What the canvas is called, where a page has several. */
  label?: string;
  ref?: Ref<CanvasHandle>;
};
