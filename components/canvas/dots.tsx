"use client";
import { useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { GRID } from "./geometry";

const GAP = 3 * GRID;
/** Closer on the screen than this, every second row and column is left out. */
const LEAST = 16;
/** How far the plane reaches over the canvas on every side; more than any gap. */
const MARGIN = 200;

/**
 * The grid of dots. A layer of its own that is pushed along by less than one gap and so is never painted again while the
 * view moves: as part of the page it would cost each frame more than all steps do.
 */
export function Dots() {
  const plane = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  useEffect(() => {
    const place = () => {
      const [x, y, zoom] = store.getState().transform;
      let gap = GAP * zoom;
      while (gap < LEAST) gap *= 2;
      const style = plane.current?.style;
      if (!style) return;
      style.setProperty("--gap", `${gap}px`);
      // A dot stands in the middle of its tile, and one of them is to stand at the flow's origin.
      const along = (origin: number) => ((origin + MARGIN) % gap) - gap / 2;
      style.transform = `translate(${along(x)}px, ${along(y)}px)`;
    };
    place();
    return store.subscribe((state, before) => {
      if (state.transform !== before.transform) place();
    });
  }, [store]);
  return <div ref={plane} aria-hidden className="dots" style={{ inset: -MARGIN }} />;
}
