import type { Ref } from "react";
import type { Draft } from "@/engine/edit/draft";
import type { CanvasIntents, ExitOf } from "./intents";
import type { Mark, ProblemCount } from "./project";

export type CanvasHandle = {
  /** Shows the whole flow. */
  fit(): void;
  /** Brings a step into view. */
  reveal(step: string): void;
  /** Gives the canvas the keyboard, or one step of it. */
  focus(step?: string): void;
};

export type FlowCanvasProps = {
  draft: Draft;
  /** Ids of steps, and of notes by `noteKey`. */
  selection: ReadonlySet<string>;
  onSelect: (ids: string[]) => void;
  problems: ReadonlyMap<string, ProblemCount>;
  /** Exits taken, one after another; their wires move. */
  path?: readonly ExitOf[] | null;
  marks?: ReadonlyMap<string, Mark>;
  /** Share of what passed each step, 0 to 1. */
  heat?: ReadonlyMap<string, number>;
  readOnly?: boolean;
  on?: CanvasIntents;
  ref?: Ref<CanvasHandle>;
};
