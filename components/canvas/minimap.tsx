"use client";
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type PointerEvent, useEffect, useRef } from "react";
import { type Box, boundsOf } from "./geometry";
import type { NoteNode, StepNode } from "./project";

const WIDTH = 176;
const HEIGHT = 112;
const PADDING = 8;
/** Smaller than this a step would not be seen. */
const LEAST = 2;
/** While steps are dragged, a map ten times a second is live enough. */
const REST_MS = 100;

type Nodes = (StepNode | NoteNode)[];
/** What the map shows: where it starts, in flow pixels, and its scale. */
type Scale = { x: number; y: number; by: number; all: Box };

/**
 * The whole flow, small. Drawn on a plain canvas when steps change, with a frame over it for the view: a thousand elements
 * that listen to every movement would cost more than the flow itself.
 */
export function Minimap() {
  const map = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<HTMLDivElement>(null);
  const scale = useRef<Scale | null>(null);
  const store = useStoreApi<StepNode | NoteNode>();
  const { setCenter, getZoom } = useReactFlow();

  useEffect(() => {
    let waiting = 0;
    const frame = () => {
      const { transform, width, height } = store.getState();
      if (scale.current && map.current && view.current)
        place(view.current, map.current, scale.current, transform, width, height);
    };
    const paint = () => {
      waiting = 0;
      if (canvas.current) scale.current = draw(canvas.current, store.getState().nodes);
      frame();
    };
    const soon = () => {
      waiting ||= window.setTimeout(paint, REST_MS);
    };
    paint();
    const forget = store.subscribe((state, before) => {
      if (state.nodes !== before.nodes) soon();
      if (state.transform !== before.transform || state.width !== before.width || state.height !== before.height)
        frame();
    });
    const theme = new MutationObserver(soon);
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      forget();
      theme.disconnect();
      window.clearTimeout(waiting);
    };
  }, [store]);

  function go(event: PointerEvent<HTMLDivElement>) {
    if (event.buttons !== 1 || !scale.current) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const { x, y, by } = scale.current;
    void setCenter((event.clientX - left) / by + x, (event.clientY - top) / by + y, { zoom: getZoom() });
  }

  return (
    <div
      ref={map}
      role="img"
      aria-label="Small map of the flow"
      className="canvas-float minimap"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      <canvas ref={canvas} style={{ width: WIDTH, height: HEIGHT }} />
      <div ref={view} className="minimap-view" />
    </div>
  );
}

function place(
  view: HTMLElement,
  map: HTMLElement,
  { x, y, by, all }: Scale,
  [tx, ty, zoom]: readonly [number, number, number],
  width: number,
  height: number,
): void {
  const seen: Box = { x: -tx / zoom, y: -ty / zoom, width: width / zoom, height: height / zoom };
  view.style.transform = `translate(${(seen.x - x) * by}px, ${(seen.y - y) * by}px)`;
  view.style.width = `${seen.width * by}px`;
  view.style.height = `${seen.height * by}px`;
  // Where everything is in sight, a map of it only stands in the way.
  map.dataset.needed = String(!contains(seen, all));
}

function draw(canvas: HTMLCanvasElement, nodes: Nodes): Scale {
  const sharp = window.devicePixelRatio || 1;
  canvas.width = WIDTH * sharp;
  canvas.height = HEIGHT * sharp;
  const boxes = nodes.map(({ position, width = 0, height = 0 }): Box => ({ ...position, width, height }));
  const all = boundsOf(boxes);
  const by = Math.min((WIDTH - 2 * PADDING) / (all.width || 1), (HEIGHT - 2 * PADDING) / (all.height || 1));
  const x = all.x - (WIDTH / by - all.width) / 2;
  const y = all.y - (HEIGHT / by - all.height) / 2;
  const style = getComputedStyle(canvas);
  const [note, step, selected] = ["--warn-wash", "--edge", "--accent"].map((name) => style.getPropertyValue(name));
  const context = canvas.getContext("2d");
  context?.scale(sharp, sharp);
  for (const [index, box] of boxes.entries()) {
    const node = nodes[index]!;
    if (!context) break;
    context.fillStyle = (node.type === "note" ? note : node.selected ? selected : step) ?? "";
    context.fillRect(
      (box.x - x) * by,
      (box.y - y) * by,
      Math.max(LEAST, box.width * by),
      Math.max(LEAST, box.height * by),
    );
  }
  return { x, y, by, all };
}

function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
