"use client";
import { useStoreApi, ViewportPortal } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { boxOf, common, grown, holds, widened } from "./cull";
import { drawPicture, type Pictured } from "./draw-picture";
import { type Box, boundsOf } from "./geometry";
import { lookOf } from "./picture-look";
import { FEW, shown, whereabouts } from "./scene";
import type { SceneStore } from "./scene-store";
import { isFar, seenBy, type ViewStore } from "./view-store";

/** How far beyond the view the picture goes, in widths of the view. */
const AHEAD = 0.5;
/** Wires run so far outside of the steps. */
const AROUND = 200;
/** So long after the last change of zoom the picture is drawn in its size; until then it is stretched. */
const REST_MS = 100;

/**
 * The flow seen from afar: one picture instead of thousands of elements. It lies in the plane that the view moves, so that a
 * frame of a pan or a zoom only puts it elsewhere; it is drawn again when the flow changes, or the view leaves it. What is
 * said of the flow to those who do not see is the outline's to say.
 */
export function Picture(props: PictureProps) {
  return (
    <ViewportPortal>
      <Drawing {...props} />
    </ViewportPortal>
  );
}

type PictureProps = { view: ViewStore; scene: SceneStore };

/** Of its own, since it can only be drawn on once the library's plane is there to take it up. */
function Drawing({ view, scene }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();

  useEffect(() => {
    let drawn: { region: Box; zoom: number; what: unknown[] } | null = null;
    let frame = 0;
    let rest = 0;
    const content = () => [scene.projection(), scene.chosen(), isMany(scene) ? scene.held() : keysOf(scene)];
    const draw = () => {
      frame = 0;
      const element = canvas.current;
      if (!element || !isFar(view.get())) return;
      const { zoom } = view.get();
      const region = regionOf();
      drawn = { region, zoom, what: content() };
      paint(element, scene, region, zoom);
    };
    const soon = () => {
      frame ||= requestAnimationFrame(draw);
    };
    const seen = () => {
      const { width, height } = store.getState();
      return seenBy(view.get(), { width, height });
    };
    const wanted = (window: Box) => common(window, grown(boundsOf(scene.projection().nodes.map(boxOf)), AROUND));
    const regionOf = () => wanted(widened(seen(), AHEAD));
    const moved = () => {
      const now = view.get();
      if (!isFar(now)) drawn = null;
      else if (!drawn || !holds(drawn.region, wanted(seen()))) soon();
      else if (drawn.zoom !== now.zoom) {
        window.clearTimeout(rest);
        rest = window.setTimeout(soon, REST_MS);
      }
    };
    const changed = () => {
      if (isFar(view.get()) && content().some((part, index) => part !== drawn?.what[index])) soon();
    };
    soon();
    const forget = [view.subscribe(moved), scene.subscribe(changed)];
    const theme = new MutationObserver(soon);
    theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    void document.fonts.ready.then(soon);
    return () => {
      for (const end of forget) end();
      theme.disconnect();
      cancelAnimationFrame(frame);
      window.clearTimeout(rest);
    };
  }, [view, scene, store]);

  return <canvas ref={canvas} aria-hidden className="picture" />;
}

function paint(canvas: HTMLCanvasElement, scene: SceneStore, region: Box, zoom: number): void {
  const scale = zoom * (window.devicePixelRatio || 1);
  // Whole pixels, or the picture would be resampled.
  const [left, top] = [Math.floor(region.x * scale), Math.floor(region.y * scale)];
  const width = Math.max(1, Math.ceil((region.x + region.width) * scale) - left);
  const height = Math.max(1, Math.ceil((region.y + region.height) * scale) - top);
  canvas.width = width;
  canvas.height = height;
  canvas.style.width = `${width / scale}px`;
  canvas.style.height = `${height / scale}px`;
  canvas.style.transform = `translate(${left / scale}px, ${top / scale}px)`;
  const context = canvas.getContext("2d");
  if (!context) return;
  context.setTransform(scale, 0, 0, scale, -left, -top);
  drawPicture(context, picturedBy(scene), region, zoom, lookOf(canvas));
}

/** A few steps that are dragged are elements, and not in the picture, nor are their wires: it stays as it is meanwhile. */
function picturedBy(scene: SceneStore): Pictured {
  const { nodes, wires, selection } = scene.projection();
  const held = scene.held();
  const chosen = scene.chosen() ?? selection;
  const many = isMany(scene);
  const drawn = (id: string) => many || !held?.has(id);
  return {
    nodes: many
      ? nodes.map((node) => shown(node, held, scene.chosen()))
      : held
        ? nodes.filter(({ id }) => drawn(id))
        : nodes,
    wires: held ? wires.filter(({ source, target }) => drawn(source) && drawn(target)) : wires,
    at: whereabouts(scene.projection(), held),
    isSelected: (id) => chosen.has(id),
    pathShown: wires.some(({ data }) => data?.state === "path"),
  };
}

function isMany(scene: SceneStore): boolean {
  return (scene.held()?.size ?? 0) > FEW;
}

/** What is dragged; where to does not concern the picture. */
function keysOf(scene: SceneStore): string {
  return [...(scene.held()?.keys() ?? [])].join(" ");
}
