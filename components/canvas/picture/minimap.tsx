"use client";
import { useReactFlow, useStoreApi } from "@xyflow/react";
import { type PointerEvent, useEffect, useRef } from "react";
import { useCanvasContext } from "../commands/context";
import { contains, meets } from "../layout/boxes";
import { type Box, boundsOf, type Point, type Size } from "../layout/geometry";
import { boxOf } from "../scene/cull";
import { createMotion } from "../scene/motion";
import type { NoteNode, StepNode } from "../scene/project";
import { asDrawn, FEW } from "../scene/scene";
import type { SceneStore } from "../scene/scene-store";
import type { View } from "../scene/view";
import { inFlow, seenBy } from "../scene/view-store";

const WIDTH = 176;
const HEIGHT = 112;
const PADDING = 8;
/** Between the map and the canvas's edges; the same as in canvas.css. */
const MARGIN = 12;
/** The least size of a step on the map, in pixels: a smaller one would be invisible. */
const LEAST = 2;
/** While steps are dragged, the map is drawn at most once in this time. */
const REST_MS = 100;

type Nodes = (StepNode | NoteNode)[];
/** How the flow is mapped: the map's corner in flow pixels, its scale, and the bounds of all nodes. */
type Scale = { x: number; y: number; by: number; all: Box };

/**
 * A small map of the whole flow. Steps are painted on a canvas when they change, with one element over it for the view: a
 * thousand elements that follow every movement would cost more than the flow itself.
 */
export function Minimap() {
  const map = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<HTMLDivElement>(null);
  const scale = useRef<Scale | null>(null);
  const store = useStoreApi();
  const { view: seen, scene } = useCanvasContext();
  const { setCenter, getZoom } = useReactFlow();

  useEffect(() => {
    let waiting = 0;
    let painted: unknown[] = [];
    const content = () => [scene.projection(), scene.dragged(), scene.pendingSelection()];
    const motion = view.current ? createMotion(view.current) : null;
    const frame = () => {
      if (!scale.current || !map.current || !view.current) return;
      const room = store.getState();
      const { x, y } = place(view.current, scale.current, seen.get(), room);
      motion?.moveTo(`translate(${x}px, ${y}px)`);
      // Hidden while the whole flow is in view, and where it would cover a selected step.
      const needed = !contains(seenBy(seen.get(), room), scale.current.all) && !coversSelected(scene, seen.get(), room);
      if (map.current.dataset.needed !== String(needed)) map.current.dataset.needed = String(needed);
    };
    const paint = () => {
      waiting = 0;
      painted = content();
      const nodes = scene.projection().nodes.map((node) => asDrawn(node, scene.dragged(), scene.pendingSelection()));
      if (canvas.current) scale.current = draw(canvas.current, nodes);
      frame();
    };
    const soon = () => {
      waiting ||= window.setTimeout(paint, REST_MS);
    };
    // The map shows all nodes, so it is not repainted when only the drawn region has changed.
    const changed = () => {
      if (content().some((part, index) => part !== painted[index])) soon();
    };
    paint();
    const forget = [
      scene.subscribe(changed),
      seen.subscribe(frame),
      store.subscribe((state, before) => {
        if (state.width !== before.width || state.height !== before.height) frame();
      }),
    ];
    const theme = new MutationObserver(soon);
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      for (const end of forget) end();
      theme.disconnect();
      motion?.end();
      window.clearTimeout(waiting);
    };
  }, [store, seen, scene]);

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

/** Whether a selected step lies under the map. Of many selected ones, some may. */
function coversSelected(scene: SceneStore, view: View, room: Size): boolean {
  const selected = scene.pendingSelection() ?? scene.projection().selection;
  if (selected.size > FEW) return false;
  const corner = inFlow(view, { x: room.width - WIDTH - MARGIN, y: room.height - HEIGHT - MARGIN });
  const map = { ...corner, width: (WIDTH + MARGIN) / view.zoom, height: (HEIGHT + MARGIN) / view.zoom };
  return [...selected].some((id) => {
    const node = scene.projection().byId.get(id);
    return node !== undefined && meets(boxOf(asDrawn(node, scene.dragged(), null)), map);
  });
}

/** Sizes the element that stands for the view, and returns its place on the map, which cuts off what reaches beyond it. */
function place(element: HTMLElement, { x, y, by }: Scale, view: View, room: Size): Point {
  const seen = seenBy(view, room);
  // Written only when it changes, which is when the view is zoomed: a new size lays out and paints the page again, a move does not.
  const [width, height] = [`${Math.round(seen.width * by)}px`, `${Math.round(seen.height * by)}px`];
  if (element.style.width !== width) element.style.width = width;
  if (element.style.height !== height) element.style.height = height;
  return { x: Math.round((seen.x - x) * by), y: Math.round((seen.y - y) * by) };
}

function draw(canvas: HTMLCanvasElement, nodes: Nodes): Scale {
  const sharp = window.devicePixelRatio || 1;
  canvas.width = WIDTH * sharp;
  canvas.height = HEIGHT * sharp;
  const boxes = nodes.map(boxOf);
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
