import { type ReactFlowProps, useStoreApi } from "@xyflow/react";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { createGlide, type Glide } from "./glide";
import type { View } from "./opening";
import { createViewStore, onPixels, type ViewStore } from "./view-store";

type Handlers = Pick<ReactFlowProps, "viewport" | "onViewportChange" | "onMoveStart" | "onMoveEnd">;

/** A wheel moves the view: what passes under the pointer meanwhile is not pointed at, see `shield.tsx`. */
const ROLLING = "data-rolling";

/**
 * The view, moved past React and past the graph library's store: each change of that store asks everything that is drawn
 * whether it concerns it. The store hears of a pan or a zoom when it is over, or when a press or a key may need to know.
 */
export function useView(opening: View, frame: RefObject<HTMLElement | null>): { view: ViewStore; handlers: Handlers } {
  const store = useStoreApi();
  const [view] = useState(() => createViewStore(opening));
  const gesture = useRef(false);

  const { handlers, tell } = useMemo(() => {
    let wanted: View | null = null;
    let frameAsked = 0;
    let glide: Glide | null = null;
    const move = () => {
      window.cancelAnimationFrame(frameAsked);
      frameAsked = 0;
      if (!wanted) return;
      view.set(wanted);
      wanted = null;
    };
    const tell = () => {
      move();
      const { x, y, zoom } = view.get();
      const [wasX, wasY, was] = store.getState().transform;
      if (x !== wasX || y !== wasY || zoom !== was) store.setState({ transform: [x, y, zoom] });
    };
    const show = () => {
      move();
      const { x, y, zoom } = view.get();
      const plane = frame.current?.querySelector<HTMLElement>(".react-flow__viewport");
      if (plane) glide ??= createGlide(plane);
      glide?.to(`translate(${x}px,${y}px) scale(${zoom})`);
    };
    const rest = () => {
      glide?.end();
      glide = null;
    };
    /** A layer keeps the size it was painted at: after a zoom it is painted anew, by not being one for a frame. */
    const sharpen = () => {
      frame.current?.toggleAttribute("data-sharpening", true);
      requestAnimationFrame(() =>
        requestAnimationFrame(() => frame.current?.toggleAttribute("data-sharpening", false)),
      );
    };
    let painted = opening.zoom;
    const settle = () => {
      gesture.current = false;
      frame.current?.removeAttribute(ROLLING);
      move();
      // The library's own gesture keeps its fractions: to set it right would break off a movement that has begun since.
      const settled = onPixels(view.get());
      view.set(settled);
      tell();
      rest();
      if (settled.zoom !== painted) sharpen();
      painted = settled.zoom;
    };
    const handlers: Handlers = {
      // Never another one: the library then leaves it to us to move what is seen.
      viewport: opening,
      onViewportChange(next) {
        wanted = next.zoom === view.get().zoom ? onPixels(next) : next;
        // Once a frame, after all that is done with the pointer: each of those steps asks anew where everything is.
        if (gesture.current) frameAsked ||= window.requestAnimationFrame(show);
        else {
          rest();
          tell();
        }
      },
      onMoveStart(event) {
        const { userSelectionActive, connection } = store.getState();
        // What moves the view while something is dragged needs to know where it is all the time.
        gesture.current = event !== null && !userSelectionActive && !connection.inProgress;
        if (gesture.current && event?.type === "wheel") frame.current?.setAttribute(ROLLING, "");
      },
      onMoveEnd: settle,
    };
    return { handlers, tell };
  }, [view, store, frame, opening]);

  useEffect(() => {
    const element = frame.current;
    // A hand that moves on means what it comes to.
    const look = () => {
      if (element?.hasAttribute(ROLLING)) element.removeAttribute(ROLLING);
    };
    element?.addEventListener("pointermove", look, { capture: true, passive: true });
    element?.addEventListener("pointerdown", tell, true);
    element?.addEventListener("keydown", tell, true);
    return () => {
      element?.removeEventListener("pointermove", look, true);
      element?.removeEventListener("pointerdown", tell, true);
      element?.removeEventListener("keydown", tell, true);
    };
  }, [frame, tell]);
  return { view, handlers };
}
