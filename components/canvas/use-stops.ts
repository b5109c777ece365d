import type { ReactFlowInstance } from "@xyflow/react";
import { type FocusEvent, type KeyboardEvent, type RefObject, useMemo } from "react";
import { boxOf, holds } from "./cull";
import type { SceneStore } from "./scene-store";
import { isFar, seenBy, type ViewStore } from "./view-store";

type Given = {
  frame: RefObject<HTMLElement | null>;
  view: ViewStore;
  scene: SceneStore;
  flow: Pick<ReactFlowInstance, "setCenter">;
};

/** Tab from step to step: also where steps are no elements yet, or stand outside of what is seen. */
export function useStops({ frame, view, scene, flow }: Given) {
  return useMemo(() => {
    /** Waits until what was asked for is drawn. */
    const focus = (id: string) =>
      requestAnimationFrame(() =>
        frame.current
          ?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
          ?.focus({ preventScroll: true }),
      );
    return {
      focus,
      /** On the picture each step becomes an element when its turn comes; elsewhere the browser finds the next one. */
      onTab(event: KeyboardEvent, focused: string): void {
        if (!isFar(view.get())) return;
        const { nodes } = scene.projection();
        const next = nodes[nodes.findIndex(({ id }) => id === focused) + (event.shiftKey ? -1 : 1)];
        if (!next) return;
        event.preventDefault();
        scene.stop(next.id);
        focus(next.id);
      },
      /** A step that the keyboard comes to is brought into view. */
      onFocus({ target }: FocusEvent): void {
        const id = target.closest<HTMLElement>(".react-flow__node")?.dataset.id;
        const node = id === undefined ? undefined : scene.projection().byId.get(id);
        if (!node || !target.matches(":focus-visible")) return;
        scene.stop(node.id);
        const { width, height } = frame.current!.getBoundingClientRect();
        const box = boxOf(node);
        if (holds(seenBy(view.get(), { width, height }), box)) return;
        void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: view.get().zoom });
      },
    };
  }, [frame, view, scene, flow]);
}
