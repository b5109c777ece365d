import { type ReactFlowProps, useStoreApi } from "@xyflow/react";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { createMotion, type Motion } from "./motion";
import type { View } from "./view";
import { createViewStore, onPixels, type ViewStore } from "./view-store";

type Handlers = Pick<ReactFlowProps, "viewport" | "onViewportChange" | "onMoveStart" | "onMoveEnd">;

/** Set on the board while a wheel moves the view: steps that pass under the pointer are then not hovered (`pointer-shield.tsx`). */
const SCROLLING = "data-scrolling";

/**
 * Pans and zooms the view without React and without the graph library's store: each change of that store makes every drawn
 * node and wire check whether it is concerned. The store gets the new view when the gesture ends, or before a press or a key
 * whose handlers need it.
 */
export function useView(opening: View, frame: RefObject<HTMLElement | null>): { view: ViewStore; handlers: Handlers } {
  const store = useStoreApi();
  const [view] = useState(() => createViewStore(opening));
  const gesture = useRef(false);

  const { handlers, updateStore } = useMemo(() => {
    let wanted: View | null = null;
    let frameRequest = 0;
    let motion: Motion | null = null;
    const move = () => {
      window.cancelAnimationFrame(frameRequest);
      frameRequest = 0;
      if (!wanted) return;
      view.set(wanted);
      wanted = null;
    };
    const updateStore = () => {
      move();
      const { x, y, zoom } = view.get();
      const [wasX, wasY, was] = store.getState().transform;
      if (x !== wasX || y !== wasY || zoom !== was) store.setState({ transform: [x, y, zoom] });
    };
    const show = () => {
      move();
      const { x, y, zoom } = view.get();
      const viewport = frame.current?.querySelector<HTMLElement>(".react-flow__viewport");
      if (viewport) motion ??= createMotion(viewport);
      motion?.moveTo(`translate(${x}px,${y}px) scale(${zoom})`);
    };
    const endMotion = () => {
      motion?.end();
      motion = null;
    };
    /** A compositor layer keeps the scale it was painted at: after a zoom it is dissolved for a frame, to be painted sharp again. */
    const sharpen = () => {
      frame.current?.toggleAttribute("data-sharpening", true);
      requestAnimationFrame(() =>
        requestAnimationFrame(() => frame.current?.toggleAttribute("data-sharpening", false)),
      );
    };
    let painted = opening.zoom;
    const endGesture = () => {
      gesture.current = false;
      frame.current?.removeAttribute(SCROLLING);
      move();
      // The library's gesture state keeps its fractions of pixels: correcting it could abort a gesture that has started since.
      const settled = onPixels(view.get());
      view.set(settled);
      updateStore();
      endMotion();
      if (settled.zoom !== painted) sharpen();
      painted = settled.zoom;
    };
    const handlers: Handlers = {
      // Never changes: with a controlled viewport the library leaves moving it to `onViewportChange`.
      viewport: opening,
      onViewportChange(next) {
        wanted = next.zoom === view.get().zoom ? onPixels(next) : next;
        // Once a frame, after all pointer handlers, since each of them may read the layout.
        if (gesture.current) frameRequest ||= window.requestAnimationFrame(show);
        else {
          endMotion();
          updateStore();
        }
      },
      onMoveStart(event) {
        const { userSelectionActive, connection } = store.getState();
        // A view that scrolls during a drag or a connection is written to the store at once: the library needs it.
        gesture.current = event !== null && !userSelectionActive && !connection.inProgress;
        if (gesture.current && event?.type === "wheel") frame.current?.setAttribute(SCROLLING, "");
      },
      onMoveEnd: endGesture,
    };
    return { handlers, updateStore };
  }, [view, store, frame, opening]);

  useEffect(() => {
    const element = frame.current;
    // The pointer moves again after a wheel: hovering is on again.
    const endScrolling = () => {
      if (element?.hasAttribute(SCROLLING)) element.removeAttribute(SCROLLING);
    };
    element?.addEventListener("pointermove", endScrolling, { capture: true, passive: true });
    element?.addEventListener("pointerdown", updateStore, true);
    element?.addEventListener("keydown", updateStore, true);
    return () => {
      element?.removeEventListener("pointermove", endScrolling, true);
      element?.removeEventListener("pointerdown", updateStore, true);
      element?.removeEventListener("keydown", updateStore, true);
    };
  }, [frame, updateStore]);
  return { view, handlers };
}
