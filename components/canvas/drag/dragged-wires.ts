import { contains, grown, intersection } from "../layout/boxes";
import { type Box, boundsOf, type Point } from "../layout/geometry";
import { type PositionOf, routeOf } from "../scene/cull";
import type { Wire } from "../scene/project";
import type { View } from "../scene/view";
import { pathOf, tipOf } from "../wires/route";

/** How the wire's element is stroked. */
type Stroke = { colour: string; width: number; dashes: number[]; alpha: number };
type DraggedWire = { wire: Wire; stroke: Stroke };

/** The wires that start or end at a dragged step. */
export type DraggedWires = { draw(view: View, positionOf: PositionOf): void; end(): void };

/** The canvas reaches this far around the wires, so that it keeps its place for some frames; in pixels of the screen. */
const AROUND = 160;
/** Stroke and arrow tip reach this far from a wire's route. */
const BESIDE = 8;

/**
 * Hides the wires' elements and draws the wires on one canvas over the flow. If an SVG element changed its shape in a frame,
 * the browser would paint it and sort the layers of the whole page; a canvas is only drawn again.
 */
export function startDraggedWires(board: Element, wires: readonly Wire[]): DraggedWires {
  const pane = board.querySelector(".react-flow__pane");
  const window: Box = { x: 0, y: 0, width: pane?.clientWidth ?? 0, height: pane?.clientHeight ?? 0 };
  const elements: Element[] = [];
  const dragged: DraggedWire[] = [];
  for (const wire of wires) {
    const element = board.querySelector(`.react-flow__edge[data-id="${CSS.escape(wire.id)}"]`);
    const line = element?.querySelector(".wire");
    if (!element || !line) continue;
    dragged.push({ wire, stroke: strokeOf(line) });
    elements.push(element);
  }
  for (const element of elements) element.setAttribute("data-dragged", "");
  const canvas = document.createElement("canvas");
  canvas.className = "dragged-wires";
  canvas.ariaHidden = "true";
  if (dragged.length) pane?.append(canvas);
  const context = canvas.getContext("2d");
  const ratio = globalThis.devicePixelRatio || 1;
  let region: Box | null = null;

  /** Empties the canvas, and moves it when the routes no longer fit in it. Returns the region it covers, in pixels of the pane. */
  const clear = (routes: readonly (readonly Point[])[], { x, y, zoom }: View) => {
    const { width, height, ...corner } = boundsOf(routes.flat().map((point) => ({ ...point, width: 0, height: 0 })));
    const drawn = { x: corner.x * zoom + x, y: corner.y * zoom + y, width: width * zoom, height: height * zoom };
    if (region && contains(region, intersection(grown(drawn, BESIDE), window))) {
      context?.resetTransform();
      context?.clearRect(0, 0, canvas.width, canvas.height);
      return region;
    }
    const next = coveringPixels(intersection(grown(drawn, AROUND), window));
    canvas.width = next.width * ratio;
    canvas.height = next.height * ratio;
    canvas.style.width = `${next.width}px`;
    canvas.style.height = `${next.height}px`;
    canvas.style.transform = `translate(${next.x}px, ${next.y}px)`;
    return next;
  };

  return {
    draw(view, positionOf) {
      if (!context || dragged.length === 0) return;
      const routes = dragged.map(({ wire }) => routeOf(wire, positionOf));
      region = clear(routes, view);
      const { x, y, zoom } = view;
      context.setTransform(zoom * ratio, 0, 0, zoom * ratio, (x - region.x) * ratio, (y - region.y) * ratio);
      context.lineCap = "round";
      context.lineJoin = "round";
      for (const [index, route] of routes.entries()) {
        const { colour, width, alpha, dashes } = dragged[index]!.stroke;
        if (route.length === 0) continue;
        context.strokeStyle = colour;
        context.lineWidth = width;
        context.globalAlpha = alpha;
        context.setLineDash(dashes);
        context.stroke(new Path2D(pathOf(route)));
        context.setLineDash([]);
        context.stroke(new Path2D(tipOf(route)));
      }
    },
    end() {
      for (const element of elements) element.removeAttribute("data-dragged");
      canvas.remove();
    },
  };
}

function strokeOf(line: Element): Stroke {
  const { stroke, strokeWidth, strokeDasharray, opacity } = getComputedStyle(line);
  const dashes = strokeDasharray === "none" ? [] : strokeDasharray.split(",").map(Number.parseFloat);
  return { colour: stroke, width: Number.parseFloat(strokeWidth), dashes, alpha: Number(opacity) };
}

/** The smallest box of whole pixels around the box, one pixel to spare. */
function coveringPixels({ x, y, width, height }: Box): Box {
  return { x: Math.floor(x), y: Math.floor(y), width: Math.ceil(width) + 1, height: Math.ceil(height) + 1 };
}
