import { common, grown, holds, type Whereabouts, wayOf } from "./cull";
import { type Box, boundsOf, type Point } from "./geometry";
import type { View } from "./opening";
import type { Wire } from "./project";
import { pathOf, tipOf } from "./route";

/** As its element is drawn. */
type Look = { stroke: string; width: number; dashes: number[]; alpha: number };
type Hung = { wire: Wire; look: Look };

/** The wires that hang on what is dragged. */
export type LooseWires = { draw(view: View, at: Whereabouts): void; end(): void };

/** How far around the wires the picture goes, so that it stays where it is for a while; in pixels of the screen. */
const AROUND = 160;
/** What is drawn beside a wire's way. */
const BESIDE = 8;

/**
 * Draws them on a picture over the flow instead of their elements. A frame in which an element changes its shape has the
 * browser paint, and sort the layers of the whole page; a picture is only drawn anew.
 */
export function loosenWires(board: Element, wires: readonly Wire[]): LooseWires {
  const pane = board.querySelector(".react-flow__pane");
  const window: Box = { x: 0, y: 0, width: pane?.clientWidth ?? 0, height: pane?.clientHeight ?? 0 };
  const elements: Element[] = [];
  const hung: Hung[] = [];
  for (const wire of wires) {
    const element = board.querySelector(`.react-flow__edge[data-id="${CSS.escape(wire.id)}"]`);
    const line = element?.querySelector(".wire");
    if (!element || !line) continue;
    hung.push({ wire, look: lookOf(line) });
    elements.push(element);
  }
  for (const element of elements) element.setAttribute("data-loose", "");
  const canvas = document.createElement("canvas");
  canvas.className = "loose-wires";
  canvas.ariaHidden = "true";
  if (hung.length) pane?.append(canvas);
  const context = canvas.getContext("2d");
  const sharp = globalThis.devicePixelRatio || 1;
  let region: Box | null = null;

  const clear = (ways: readonly (readonly Point[])[], { x, y, zoom }: View) => {
    const { width, height, ...corner } = boundsOf(ways.flat().map((point) => ({ ...point, width: 0, height: 0 })));
    const drawn = { x: corner.x * zoom + x, y: corner.y * zoom + y, width: width * zoom, height: height * zoom };
    if (region && holds(region, common(grown(drawn, BESIDE), window))) {
      context?.resetTransform();
      context?.clearRect(0, 0, canvas.width, canvas.height);
      return region;
    }
    const next = whole(common(grown(drawn, AROUND), window));
    canvas.width = next.width * sharp;
    canvas.height = next.height * sharp;
    canvas.style.width = `${next.width}px`;
    canvas.style.height = `${next.height}px`;
    canvas.style.transform = `translate(${next.x}px, ${next.y}px)`;
    return next;
  };

  return {
    draw(view, at) {
      if (!context || hung.length === 0) return;
      const ways = hung.map(({ wire }) => wayOf(wire, at));
      region = clear(ways, view);
      const { x, y, zoom } = view;
      context.setTransform(zoom * sharp, 0, 0, zoom * sharp, (x - region.x) * sharp, (y - region.y) * sharp);
      context.lineCap = "round";
      context.lineJoin = "round";
      for (const [index, way] of ways.entries()) {
        const { stroke, width, alpha, dashes } = hung[index]!.look;
        if (way.length === 0) continue;
        context.strokeStyle = stroke;
        context.lineWidth = width;
        context.globalAlpha = alpha;
        context.setLineDash(dashes);
        context.stroke(new Path2D(pathOf(way)));
        context.setLineDash([]);
        context.stroke(new Path2D(tipOf(way)));
      }
    },
    end() {
      for (const element of elements) element.removeAttribute("data-loose");
      canvas.remove();
    },
  };
}

function lookOf(line: Element): Look {
  const { stroke, strokeWidth, strokeDasharray, opacity } = getComputedStyle(line);
  const dashes = strokeDasharray === "none" ? [] : strokeDasharray.split(",").map(Number.parseFloat);
  return { stroke, width: Number.parseFloat(strokeWidth), dashes, alpha: Number(opacity) };
}

function whole({ x, y, width, height }: Box): Box {
  return { x: Math.floor(x), y: Math.floor(y), width: Math.ceil(width) + 1, height: Math.ceil(height) + 1 };
}
