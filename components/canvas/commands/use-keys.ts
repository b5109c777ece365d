import type { ReactFlowInstance } from "@xyflow/react";
import { type KeyboardEvent, useCallback } from "react";
import { noteOf } from "../layout/ids";
import type { Canvas } from "./context";

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Grid steps that an arrow key moves with Shift. */
const FAST = 4;
/** Pixels that an arrow key moves the view while nothing is selected. */
const PAN = 64;

/** The keys of the canvas, while it or something in it has the focus. */
export function useKeys(
  { ui, commands, readOnly }: Canvas,
  nudge: (x: number, y: number) => void,
  flow: Pick<ReactFlowInstance, "getViewport" | "setViewport">,
  onTab: (event: KeyboardEvent, focused: string) => void,
): (event: KeyboardEvent) => void {
  return useCallback(
    (event) => {
      if ((event.target as Element).closest("input, textarea, [role=dialog], [role=menu], button")) return;
      const { selection, onSelect } = commands.now();
      const focused = (event.target as Element).closest<HTMLElement>(".react-flow__node")?.dataset.id;
      if (event.key === "Tab" && focused) return onTab(event, focused);
      const arrow = ARROWS[event.key];
      const command = event.metaKey || event.ctrlKey;
      if (arrow && !command && !event.altKey) {
        const by = event.shiftKey ? FAST : 1;
        if (selection.size > 0 && !readOnly) nudge(arrow[0] * by, arrow[1] * by);
        else {
          const { x, y, zoom } = flow.getViewport();
          void flow.setViewport({ x: x - arrow[0] * PAN * by, y: y - arrow[1] * PAN * by, zoom });
        }
      } else if (event.key === "Enter" && focused) {
        const { pending } = ui.get();
        const note = noteOf(focused);
        if (pending?.do === "connect" && note === null) commands.connect(pending.from, focused);
        else if (note === null) commands.open(focused);
        else if (!readOnly) ui.set({ editedNote: note });
      } else if (event.key === " " && focused) {
        const others = [...selection].filter((id) => id !== focused);
        const selected = selection.has(focused);
        onSelect(selected ? others : event.shiftKey ? [...others, focused] : [focused]);
        commands.say(selected ? "Not selected." : "Selected.");
      } else if (event.key === "Escape") {
        if (!commands.cancelPending()) onSelect([]);
      } else if (command && event.key.toLowerCase() === "a") commands.selectAll();
      else if (readOnly) return;
      else if (event.key === "Delete" || event.key === "Backspace") commands.remove();
      else if (command && event.key.toLowerCase() === "d") commands.duplicate();
      else return;
      event.preventDefault();
    },
    [ui, commands, readOnly, nudge, flow, onTab],
  );
}
