"use client";
import { ViewportPortal } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { useCanvasContext } from "./context";
import { holds, whole, widened } from "./cull";
import { type Box, GRID } from "./geometry";

const GAP = 3 * GRID;
/** Closer on the screen than this, every second row and column is left out. */
const LEAST = 16;
/** A dot's radius on the screen. */
const RADIUS = 0.9;
/** So long after the last change of zoom the dots are drawn in their size; until then they are stretched. */
const REST_MS = 100;
/** How far it goes beyond what is drawn, in widths of that. Laid elsewhere it has all that stands on it painted anew. */
const AHEAD = 0.5;
/** Times as wide as needed, after a zoom: then it is too much to paint. */
const FURTHEST = 2;

/**
 * The ground that everything stands on, with its grid of dots; as far as steps are drawn, and what reaches over its edge is
 * cut off. It is more than looks: a browser that moves what stands apart on nothing makes each step a layer, since one for
 * all would be mostly empty, and dealing with hundreds of layers takes most of a frame. On one ground they are one layer,
 * which lets nothing shine through and is only copied to where it is to be.
 */
export function Plane() {
  return (
    <ViewportPortal>
      <Ground />
    </ViewportPortal>
  );
}

/** Of its own, since what it does on the page has to wait until the library's plane is there to take it up. */
function Ground() {
  const ground = useRef<HTMLDivElement>(null);
  const { view, scene } = useCanvasContext();
  useEffect(() => {
    let rest = 0;
    let drawn = 0;
    let lain: Box | undefined;
    const dot = () => {
      const { zoom } = view.get();
      const element = ground.current;
      if (!element || zoom === drawn) return;
      drawn = zoom;
      let gap = GAP;
      while (gap * zoom < LEAST) gap *= 2;
      element.style.setProperty("--gap", `${gap}px`);
      element.style.setProperty("--dot", `${RADIUS / zoom}px`);
      lain = undefined;
      lay();
    };
    const lay = () => {
      const element = ground.current;
      const region = scene.region();
      if (!element || (lain && holds(lain, region) && lain.width < widened(region, AHEAD).width * FURTHEST)) return;
      lain = whole(widened(region, AHEAD));
      const { x, y, width, height } = lain;
      element.style.width = `${width}px`;
      element.style.height = `${height}px`;
      element.style.transform = `translate(${x}px, ${y}px)`;
      // One dot stands at the flow's origin, in the middle of its tile.
      const gap = Number.parseFloat(element.style.getPropertyValue("--gap"));
      element.style.backgroundPosition = `${-x - gap / 2}px ${-y - gap / 2}px`;
      const moved = element.closest<HTMLElement>(".react-flow__viewport");
      if (moved) moved.style.clip = `rect(${y}px, ${x + width}px, ${y + height}px, ${x}px)`;
    };
    const zoomed = () => {
      if (view.get().zoom === drawn) return;
      window.clearTimeout(rest);
      rest = window.setTimeout(dot, REST_MS);
    };
    dot();
    const forget = [scene.subscribe(lay), view.subscribe(zoomed)];
    return () => {
      for (const end of forget) end();
      window.clearTimeout(rest);
    };
  }, [view, scene]);
  return <div ref={ground} aria-hidden className="plane" />;
}
