"use client";
import { ViewportPortal } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { useCanvasContext } from "../commands/context";
import { contains, onWholePixels, widened } from "../layout/boxes";
import { type Box, GRID } from "../layout/geometry";

const GAP = 3 * GRID;
/** Where dots would come closer than this on the screen, every second row and column is left out. */
const LEAST = 16;
/** A dot's radius on the screen. */
const RADIUS = 0.9;
/** This long after the last change of zoom the dots are drawn in their proper size; until then they are scaled. */
const REST_MS = 100;
/** How far the ground reaches beyond the drawn region, in widths of it. Moving the ground repaints all that lies on it. */
const AHEAD = 0.5;
/** A ground wider than this multiple of what is needed is too much to paint; a zoom can leave it so. */
const MAX_WIDTH = 2;

/**
 * The background under the drawn region, with its grid of dots; steps are clipped at its edge. It also keeps the frames of a
 * pan cheap: without an opaque background the browser makes a layer of each step, since a common layer would be mostly empty,
 * and handling hundreds of layers takes most of a frame. On this ground all steps share one opaque layer.
 */
export function Ground() {
  return (
    <ViewportPortal>
      <Dots />
    </ViewportPortal>
  );
}

/** A component of its own, because its effect must run after the portal's target exists. */
function Dots() {
  const ground = useRef<HTMLDivElement>(null);
  const { view, scene } = useCanvasContext();
  useEffect(() => {
    let rest = 0;
    let drawn = 0;
    let covered: Box | undefined;
    const drawDots = () => {
      const { zoom } = view.get();
      const element = ground.current;
      if (!element || zoom === drawn) return;
      drawn = zoom;
      let gap = GAP;
      while (gap * zoom < LEAST) gap *= 2;
      element.style.setProperty("--gap", `${gap}px`);
      element.style.setProperty("--dot", `${RADIUS / zoom}px`);
      covered = undefined;
      cover();
    };
    const cover = () => {
      const element = ground.current;
      const region = scene.region();
      if (
        !element ||
        (covered && contains(covered, region) && covered.width < widened(region, AHEAD).width * MAX_WIDTH)
      )
        return;
      covered = onWholePixels(widened(region, AHEAD));
      const { x, y, width, height } = covered;
      element.style.width = `${width}px`;
      element.style.height = `${height}px`;
      element.style.transform = `translate(${x}px, ${y}px)`;
      // Half a gap to the side: a dot is in the middle of its tile, and one dot is at the flow's origin.
      const gap = Number.parseFloat(element.style.getPropertyValue("--gap"));
      element.style.backgroundPosition = `${-x - gap / 2}px ${-y - gap / 2}px`;
      const viewport = element.closest<HTMLElement>(".react-flow__viewport");
      if (viewport) viewport.style.clip = `rect(${y}px, ${x + width}px, ${y + height}px, ${x}px)`;
    };
    const zoomed = () => {
      const { zoom } = view.get();
      if (zoom === drawn) return;
      window.clearTimeout(rest);
      // Much smaller, the dots would run into a grey field, and a million of them would be painted.
      if (zoom < drawn / 2) drawDots();
      else rest = window.setTimeout(drawDots, REST_MS);
    };
    drawDots();
    const forget = [scene.subscribe(cover), view.subscribe(zoomed)];
    return () => {
      for (const end of forget) end();
      window.clearTimeout(rest);
    };
  }, [view, scene]);
  return <div ref={ground} aria-hidden className="ground" />;
}
