import type { ReactFlowProps } from "@xyflow/react";
import { type RefObject, useMemo } from "react";
import type { Canvas } from "./context";
import { nodeAt } from "./cull";
import { ENTRY_Y, onGrid, type Point } from "./geometry";
import { exitOfWire } from "./intents";
import type { WireData } from "./project";
import { isFar } from "./view-store";

type Handlers = Pick<
  ReactFlowProps,
  "onConnectStart" | "onConnectEnd" | "onReconnect" | "onReconnectStart" | "onReconnectEnd"
>;

/** Wires drawn by hand: let go on a step they lead there, let go on empty canvas they ask for a new step. */
export function useConnecting({ ui, commands, view, scene }: Canvas, frame: RefObject<HTMLElement | null>): Handlers {
  return useMemo(() => {
    const drawing = (on: boolean) => {
      if (on) frame.current?.setAttribute("data-drawing", "");
      else frame.current?.removeAttribute("data-drawing");
    };
    const under = (at: Point) => {
      const found = underneath(at, frame.current);
      // Of a picture's steps, only the one that was pointed at is an element.
      const pictured =
        found.empty && isFar(view.get()) ? nodeAt(scene.projection().nodes, commands.now().toFlow(at)) : null;
      return pictured?.type === "step" ? { step: pictured.id, empty: false } : found;
    };
    return {
      onConnectStart: () => drawing(true),
      onConnectEnd(event, { fromHandle }) {
        drawing(false);
        if (!fromHandle?.id) return;
        const from = { step: fromHandle.nodeId, exit: fromHandle.id };
        const at = pointOf(event);
        const { step, empty } = under(at);
        if (step !== null && step !== from.step) commands.connect(from, step);
        else if (empty) {
          const { x, y } = commands.now().toFlow(at);
          commands.add(at, { from, position: onGrid({ x, y: y - ENTRY_Y }) });
        }
      },
      // Without it wires would have no end to take hold of; where they are let go is `onReconnectEnd`'s to see.
      onReconnect: () => {},
      onReconnectStart(_event, { data }) {
        ui.set({ taken: (data as WireData | undefined)?.exitY ?? 0 });
        drawing(true);
      },
      onReconnectEnd(event, { id, target }) {
        ui.set({ taken: null });
        drawing(false);
        const { step, empty } = under(pointOf(event));
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

function underneath({ x, y }: Point, frame: HTMLElement | null): { step: string | null; empty: boolean } {
  const element = document.elementFromPoint(x, y);
  const step = element?.closest<HTMLElement>(".react-flow__node-step")?.dataset.id ?? null;
  const inside = element !== null && frame?.contains(element) === true;
  return { step, empty: inside && step === null && element.closest(".react-flow__pane, .react-flow__edge") !== null };
}
