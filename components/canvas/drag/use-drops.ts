import { type DragEvent, type RefObject, useMemo } from "react";
import type { Canvas } from "../commands/context";
import { ENTRY_Y, onGrid, STEP_WIDTH } from "../layout/geometry";
import { exitOfWire } from "../layout/ids";
import { picturedWire } from "../scene/pictured-wire";
import { COMPONENT_TYPE } from "./component-type";

/** A palette entry dropped on the canvas becomes a step; dropped on a wire, the step is inserted there. */
export function useDrops({ commands, view, scene, readOnly }: Canvas, frame: RefObject<HTMLElement | null>) {
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
        const wire = wireUnder(event)?.dataset.id;
        mark(null);
        const { on, toFlow } = commands.now();
        const { x, y } = toFlow({ x: event.clientX, y: event.clientY });
        const into = wire === undefined ? picturedWire({ view, scene }, { x, y }) : exitOfWire(wire);
        on?.add({
          component,
          position: onGrid({ x: x - STEP_WIDTH / 2, y: y - ENTRY_Y }),
          ...(into && commands.canRewire(into) ? { into } : {}),
        });
      },
    };
  }, [commands, view, scene, frame, readOnly]);
}
