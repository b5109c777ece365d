import type { ReactFlowProps } from "@xyflow/react";
import { type RefObject, useMemo } from "react";
import type { Canvas } from "../commands/context";
import { ENTRY_Y, onGrid, type Point } from "../layout/geometry";
import { exitOfWire } from "../layout/ids";
import { nodeAt } from "../scene/cull";
import type { WireData } from "../scene/project";
import { isFar } from "../scene/view-store";

type Handlers = Pick<
  ReactFlowProps,
  "onConnectStart" | "onConnectEnd" | "onReconnect" | "onReconnectStart" | "onReconnectEnd"
>;

/** Drawing wires: dropped on a step, a wire leads there; dropped on empty canvas, it opens the list of new steps. */
export function useConnecting({ ui, commands, view, scene }: Canvas, frame: RefObject<HTMLElement | null>): Handlers {
  return useMemo(() => {
    const markDrawing = (on: boolean) => {
      if (on) frame.current?.setAttribute("data-drawing", "");
      else frame.current?.removeAttribute("data-drawing");
    };
    const targetAt = (at: Point) => {
      const found = elementAt(at, frame.current);
      // From afar only the hovered step is an element; the others are found by their places.
      const pictured =
        found.empty && isFar(view.get()) ? nodeAt(scene.projection().nodes, commands.now().toFlow(at)) : null;
      return pictured?.type === "step" ? { step: pictured.id, empty: false } : found;
    };
    return {
      onConnectStart: () => markDrawing(true),
      onConnectEnd(event, { fromHandle }) {
        markDrawing(false);
        if (!fromHandle?.id) return;
        const from = { step: fromHandle.nodeId, exit: fromHandle.id };
        const at = pointOf(event);
        const { step, empty } = targetAt(at);
        if (step !== null && step !== from.step) commands.connect(from, step);
        else if (empty) {
          const { x, y } = commands.now().toFlow(at);
          commands.add({ from, position: onGrid({ x, y: y - ENTRY_Y }) });
        }
      },
      // The graph library offers wire ends for dragging only if this exists; `onReconnectEnd` handles the drop.
      onReconnect: () => {},
      onReconnectStart(_event, { data }) {
        ui.set({ reconnectedExitY: (data as WireData | undefined)?.exitY ?? 0 });
        markDrawing(true);
      },
      onReconnectEnd(event, { id, target }) {
        ui.set({ reconnectedExitY: null });
        markDrawing(false);
        const { step, empty } = targetAt(pointOf(event));
        if (step !== null && step !== target) commands.connect(exitOfWire(id), step);
        else if (empty) commands.connect(exitOfWire(id), null);
      },
    };
  }, [ui, commands, view, scene, frame]);
}

function pointOf(event: MouseEvent | TouchEvent): Point {
  const { clientX, clientY } = "changedTouches" in event ? (event.changedTouches[0] as Touch) : event;
  return { x: clientX, y: clientY };
}

function elementAt({ x, y }: Point, frame: HTMLElement | null): { step: string | null; empty: boolean } {
  const element = document.elementFromPoint(x, y);
  const step = element?.closest<HTMLElement>(".react-flow__node-step")?.dataset.id ?? null;
  const inside = element !== null && frame?.contains(element) === true;
  return { step, empty: inside && step === null && element.closest(".react-flow__pane, .react-flow__edge") !== null };
}
