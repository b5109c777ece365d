import { useStoreApi } from "@xyflow/react";
import { type RefObject, useEffect } from "react";
import { boxOf, meets, nodeAt } from "./cull";
import type { SceneStore } from "./scene-store";
import { inFlow, isFar, type ViewStore } from "./view-store";

/**
 * The hand on the picture. The step under the pointer becomes an element, at which everything that can be done to a step
 * is done as ever; a selection drawn over the picture is looked up here.
 */
export function usePicture(frame: RefObject<HTMLElement | null>, view: ViewStore, scene: SceneStore): void {
  const store = useStoreApi();
  useEffect(() => {
    const element = frame.current;
    const point = (event: PointerEvent) => {
      if (!isFar(view.get()) || (event.type === "pointermove" && event.buttons !== 0)) return;
      if ((event.target as Element).closest(".canvas-float, .picker")) return scene.point(null);
      const { left, top } = element!.getBoundingClientRect();
      const at = inFlow(view.get(), { x: event.clientX - left, y: event.clientY - top });
      scene.point(nodeAt(scene.projection().nodes, at)?.id ?? null);
    };
    const forget = store.subscribe(({ userSelectionRect: rect, userSelectionActive }, before) => {
      if (!rect || !userSelectionActive || rect === before.userSelectionRect || !isFar(view.get())) return;
      const from = inFlow(view.get(), rect);
      const { zoom } = view.get();
      const box = { ...from, width: rect.width / zoom, height: rect.height / zoom };
      const inside = scene.projection().nodes.filter((node) => meets(boxOf(node), box));
      scene.choose(new Set(inside.map(({ id }) => id)));
    });
    element?.addEventListener("pointermove", point, { passive: true });
    element?.addEventListener("pointerdown", point, { passive: true, capture: true });
    return () => {
      forget();
      element?.removeEventListener("pointermove", point);
      element?.removeEventListener("pointerdown", point, true);
    };
  }, [frame, view, scene, store]);
}
