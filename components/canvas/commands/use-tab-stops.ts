import type { ReactFlowInstance } from "@xyflow/react";
import { type FocusEvent, type KeyboardEvent, type RefObject, useMemo } from "react";
import { contains } from "../layout/boxes";
import { boxOf } from "../scene/cull";
import type { SceneStore } from "../scene/scene-store";
import { isFar, seenBy, type ViewStore } from "../scene/view-store";

type Input = {
  frame: RefObject<HTMLElement | null>;
  view: ViewStore;
  scene: SceneStore;
  flow: Pick<ReactFlowInstance, "setCenter">;
};

/** Focuses the step's element in the next frame, when it has been drawn. */
export function focusStep(frame: RefObject<HTMLElement | null>, id: string): void {
  const selector = `.react-flow__node[data-id="${CSS.escape(id)}"]`;
  requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true }));
}

/** Tab moves from step to step, also to steps that have no element yet or are out of view. */
export function useTabStops({ frame, view, scene, flow }: Input) {
  return useMemo(() => {
    const focus = (id: string) => focusStep(frame, id);
    return {
      focus,
      /** From afar a step becomes an element when Tab reaches it; nearer, the browser finds the next element itself. */
      onTab(event: KeyboardEvent, focused: string): void {
        if (!isFar(view.get())) return;
        const { nodes } = scene.projection();
        const next = nodes[nodes.findIndex(({ id }) => id === focused) + (event.shiftKey ? -1 : 1)];
        if (!next) return;
        event.preventDefault();
        scene.focus(next.id);
        focus(next.id);
      },
      /** Brings a step into view that the keyboard has moved to. */
      onFocus({ target }: FocusEvent): void {
        const id = target.closest<HTMLElement>(".react-flow__node")?.dataset.id;
        const node = id === undefined ? undefined : scene.projection().byId.get(id);
        if (!node || !target.matches(":focus-visible")) return;
        scene.focus(node.id);
        const { width, height } = frame.current!.getBoundingClientRect();
        const box = boxOf(node);
        if (contains(seenBy(view.get(), { width, height }), box)) return;
        void flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: view.get().zoom });
      },
    };
  }, [frame, view, scene, flow]);
}
