import type { ReactFlowProps } from "@xyflow/react";
import { type RefObject, useMemo, useRef } from "react";
import type { Wire } from "./project";

type Handlers = Pick<ReactFlowProps, "onNodeMouseEnter" | "onNodeMouseLeave" | "onEdgeMouseEnter" | "onEdgeMouseLeave">;

/**
 * Lifts the wires under the pointer and dims the rest. Written to the page directly: a pointer that crosses the canvas must
 * not set React to work.
 */
export function useLift(frame: RefObject<HTMLElement | null>, wires: readonly Wire[]): Handlers {
  const latest = useRef(wires);
  latest.current = wires;
  return useMemo(() => {
    const drop = () => {
      frame.current?.removeAttribute("data-lifting");
      for (const edge of frame.current?.querySelectorAll("[data-lifted]") ?? []) edge.removeAttribute("data-lifted");
    };
    const lift = (ids: readonly string[]) => {
      drop();
      if (ids.length === 0) return;
      frame.current?.setAttribute("data-lifting", "");
      for (const id of ids) {
        frame.current?.querySelector(`.react-flow__edge[data-id="${id}"]`)?.setAttribute("data-lifted", "");
      }
    };
    return {
      onNodeMouseEnter: ({ buttons }, { id }) => {
        if (buttons === 0)
          lift(latest.current.flatMap((wire) => (wire.source === id || wire.target === id ? wire.id : [])));
      },
      onNodeMouseLeave: drop,
      onEdgeMouseEnter: ({ buttons }, { id }) => {
        if (buttons === 0) lift([id]);
      },
      onEdgeMouseLeave: drop,
    };
  }, [frame]);
}
