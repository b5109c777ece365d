import type { ReactFlowProps } from "@xyflow/react";
import { type RefObject, useMemo, useRef } from "react";
import type { Wire } from "../scene/project";

type Handlers = Pick<ReactFlowProps, "onNodeMouseEnter" | "onNodeMouseLeave" | "onEdgeMouseEnter" | "onEdgeMouseLeave">;

/**
 * Highlights the hovered wire, or the wires of the hovered step, and dims the others. It sets attributes on the page itself:
 * a pointer that crosses the canvas must not make React render.
 */
export function useHighlight(frame: RefObject<HTMLElement | null>, wires: readonly Wire[]): Handlers {
  const latest = useRef(wires);
  latest.current = wires;
  return useMemo(() => {
    const clear = () => {
      frame.current?.removeAttribute("data-highlighting");
      for (const edge of frame.current?.querySelectorAll("[data-highlighted]") ?? [])
        edge.removeAttribute("data-highlighted");
    };
    const highlight = (ids: readonly string[]) => {
      clear();
      if (ids.length === 0) return;
      frame.current?.setAttribute("data-highlighting", "");
      for (const id of ids) {
        frame.current?.querySelector(`.react-flow__edge[data-id="${id}"]`)?.setAttribute("data-highlighted", "");
      }
    };
    return {
      onNodeMouseEnter: ({ buttons }, { id }) => {
        if (buttons === 0)
          highlight(latest.current.flatMap((wire) => (wire.source === id || wire.target === id ? wire.id : [])));
      },
      onNodeMouseLeave: clear,
      onEdgeMouseEnter: ({ buttons }, { id }) => {
        if (buttons === 0) highlight([id]);
      },
      onEdgeMouseLeave: clear,
    };
  }, [frame]);
}
