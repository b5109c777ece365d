import { useStoreApi } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import { meets } from "../layout/boxes";
import { boxOf, nodeAt } from "../scene/cull";
import type { SceneStore } from "../scene/scene-store";
import { inFlow, isFar, type ViewStore } from "../scene/view-store";

/**
 * The pointer over the picture: the step under it becomes an element and takes clicks and drags like any step. A selection
 * box over the picture selects by the steps' places, since most of them have no elements.
 */
export function usePicturePointer(frame: RefObject<HTMLElement | null>, view: ViewStore, scene: SceneStore): void {
  const store = useStoreApi();
  useEffect(() => {
    const element = frame.current;
    const hover = (event: PointerEvent) => {
      if (!isFar(view.get()) || (event.type === "pointermove" && event.buttons !== 0)) return;
      if ((event.target as Element).closest(".canvas-float")) return scene.hover(null);
      const { left, top } = element!.getBoundingClientRect();
      const at = inFlow(view.get(), { x: event.clientX - left, y: event.clientY - top });
      scene.hover(nodeAt(scene.projection().nodes, at)?.id ?? null);
    };
    const forget = store.subscribe(({ userSelectionRect: rect, userSelectionActive }, before) => {
      if (!rect || !userSelectionActive || rect === before.userSelectionRect || !isFar(view.get())) return;
      const from = inFlow(view.get(), rect);
      const { zoom } = view.get();
      const box = { ...from, width: rect.width / zoom, height: rect.height / zoom };
      const inside = scene.projection().nodes.filter((node) => meets(boxOf(node), box));
      scene.select(new Set(inside.map(({ id }) => id)));
    });
    element?.addEventListener("pointermove", hover, { passive: true });
    element?.addEventListener("pointerdown", hover, { passive: true, capture: true });
    return () => {
      forget();
      element?.removeEventListener("pointermove", hover);
      element?.removeEventListener("pointerdown", hover, true);
    };
  }, [frame, view, scene, store]);
}
