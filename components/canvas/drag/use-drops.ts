import { type DragEvent, type RefObject, useMemo } from "react";
import type { Canvas } from "../commands/context";
import { ENTRY_Y, onGrid, STEP_WIDTH } from "../layout/geometry";
import type { ExitOf } from "../layout/ids";
import { exitsNear } from "../scene/wires-near";
import { COMPONENT_TYPE } from "./component-type";

/**
 * A palette entry dropped on the canvas becomes a step; dropped on a wire, the step is inserted
 * there. Where several wires run, a menu asks which one is meant.
 */
export function useDrops({ ui, commands, view, scene, readOnly }: Canvas, frame: RefObject<HTMLElement | null>) {
  return useMemo(() => {
    const mark = (wire: Element | null) => {
      for (const marked of frame.current?.querySelectorAll("[data-target]") ?? [])
        marked.removeAttribute("data-target");
      wire?.setAttribute("data-target", "");
    };
    const wireUnder = ({ clientX, clientY }: DragEvent) =>
      document.elementFromPoint(clientX, clientY)?.closest<SVGElement>(".react-flow__edge") ?? null;
    if (readOnly) return {};
    return {
      onDragOver(event: DragEvent) {
        if (!event.dataTransfer.types.includes(COMPONENT_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        mark(wireUnder(event));
      },
      onDragLeave: () => mark(null),
      onDrop(event: DragEvent) {
        const component = event.dataTransfer.getData(COMPONENT_TYPE);
        if (!component) return;
        event.preventDefault();
        mark(null);
        const at = { x: event.clientX, y: event.clientY };
        const { on, toFlow } = commands.now();
        const { x, y } = toFlow(at);
        const onStep = (event.target as Element).closest(".react-flow__node") !== null;
        const exits = onStep ? [] : exitsNear({ view, scene }, { x, y }).filter(commands.canRewire);
        const insert = (into: ExitOf) => on?.add({ component, into });
        const [only] = exits;
        if (!only) on?.add({ component, position: onGrid({ x: x - STEP_WIDTH / 2, y: y - ENTRY_Y }) });
        else if (exits.length === 1) insert(only);
        else ui.set({ menu: { at, subject: { on: "wires", exits, choose: insert } } });
      },
    };
  }, [ui, commands, view, scene, frame, readOnly]);
}
