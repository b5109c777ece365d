import type { ReactFlowProps } from "@xyflow/react";
import { type RefObject, useMemo } from "react";
import type { Canvas } from "./context";
import { ENTRY_Y, onGrid, type Point } from "./geometry";
import { exitOfWire } from "./intents";
import type { WireData } from "./project";

type Handlers = Pick<
  ReactFlowProps,
  "onConnectStart" | "onConnectEnd" | "onReconnect" | "onReconnectStart" | "onReconnectEnd"
>;

/** Wires drawn by hand: let go on a step they lead there, let go on empty canvas they ask for a new step. */
export function useConnecting({ ui, commands }: Canvas, frame: RefObject<HTMLElement | null>): Handlers {
  return useMemo(() => {
    const drawing = (on: boolean) => {
      if (on) frame.current?.setAttribute("data-drawing", "");
      else frame.current?.removeAttribute("data-drawing");
    };
    return {
      onConnectStart: () => drawing(true),
      onConnectEnd(event, { fromHandle }) {
        drawing(false);
        if (!fromHandle?.id) return;
        const from = { step: fromHandle.nodeId, exit: fromHandle.id };
        const at = pointOf(event);
        const under = underneath(at, frame.current);
        if (under.step !== null && under.step !== from.step) commands.connect(from, under.step);
        else if (under.empty) {
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
        const under = underneath(pointOf(event), frame.current);
        if (under.step !== null && under.step !== target) commands.connect(exitOfWire(id), under.step);
        else if (under.empty) commands.connect(exitOfWire(id), null);
      },
    };
  }, [ui, commands, frame]);
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
