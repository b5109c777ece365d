"use client";
import { useStoreApi, ViewportPortal } from "@xyflow/react";
import { useEffect, useRef } from "react";
import { ComponentIcon } from "@/components/flow/icon";
import { registry } from "@/components/flow/registry";
import { contains, grown, intersection, widened } from "../layout/boxes";
import { type Box, boundsOf } from "../layout/geometry";
import { boxOf } from "../scene/cull";
import { asDrawn, FEW, positionLookup } from "../scene/scene";
import type { SceneStore } from "../scene/scene-store";
import { isFar, seenBy, type ViewStore } from "../scene/view-store";
import { coloursOf } from "./colours";
import { drawPicture, type PictureContent } from "./draw-picture";
import type { Brush } from "./draw-step";
import { type Icons, iconsIn } from "./icons";

/** How far the picture reaches beyond the view, in widths of the view. */
const AHEAD = 0.5;
/** Wires run this far outside of the steps' bounds, in flow pixels. */
const AROUND = 200;
/** And names stand this far above them, in pixels of the screen. */
const ABOVE = 16;
/** So much of the view the picture need not cover, in pixels of the screen: sums of fractions differ in their last digits. */
const SLACK = 0.5;
/** This long after the last change of zoom the picture is painted in its proper size; until then it is scaled. */
const REST_MS = 100;

/**
 * The flow seen from afar, in two levels of detail: one painted picture instead of thousands of elements. It lies in the graph library's viewport, so
 * that a pan or a zoom only moves it; it is painted again when the flow changes or the view leaves it. It is hidden from
 * screen readers: for them the outline describes the flow.
 */
export function Picture(props: PictureProps) {
  return (
    <ViewportPortal>
      <Drawing {...props} />
    </ViewportPortal>
  );
}

const ICONS = [...new Set([...registry.values()].map(({ definition }) => definition.icon))];

type PictureProps = { view: ViewStore; scene: SceneStore };

/** A component of its own, because its effect must run after the portal's target exists. */
function Drawing({ view, scene }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const icons = useRef<HTMLDivElement>(null);
  const store = useStoreApi();

  useEffect(() => {
    let drawn: { region: Box; zoom: number; content: unknown[] } | null = null;
    let frame = 0;
    let rest = 0;
    let known: Icons | null = null;
    const content = () => [
      scene.projection(),
      scene.pendingSelection(),
      isMany(scene) ? scene.dragged() : keysOf(scene),
    ];
    const draw = () => {
      frame = 0;
      const element = canvas.current;
      if (!element || !isFar(view.get())) return;
      const { zoom } = view.get();
      const region = regionOf();
      drawn = { region, zoom, content: content() };
      known ??= iconsIn(icons.current!);
      paint(element, scene, region, { zoom, colours: coloursOf(element), icons: known });
    };
    const soon = () => {
      frame ||= requestAnimationFrame(draw);
    };
    const seen = () => {
      const { width, height } = store.getState();
      return seenBy(view.get(), { width, height });
    };
    const wanted = (window: Box) =>
      intersection(
        window,
        grown(boundsOf(scene.projection().nodes.map(boxOf)), Math.max(AROUND, ABOVE / view.get().zoom)),
      );
    const regionOf = () => wanted(widened(seen(), AHEAD));
    const moved = () => {
      const now = view.get();
      if (!isFar(now)) drawn = null;
      else if (!drawn || !contains(grown(drawn.region, SLACK / now.zoom), wanted(seen()))) soon();
      else if (drawn.zoom !== now.zoom) {
        window.clearTimeout(rest);
        rest = window.setTimeout(soon, REST_MS);
      }
    };
    const changed = () => {
      if (isFar(view.get()) && content().some((part, index) => part !== drawn?.content[index])) soon();
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

  return (
    <>
      <canvas ref={canvas} aria-hidden className="picture" />
      <div ref={icons} hidden>
        {ICONS.map((icon) => (
          <span key={icon} data-icon={icon}>
            <ComponentIcon icon={icon} group="end" />
          </span>
        ))}
      </div>
    </>
  );
}

function paint(canvas: HTMLCanvasElement, scene: SceneStore, region: Box, brush: Brush): void {
  const scale = brush.zoom * (window.devicePixelRatio || 1);
  // On whole pixels: between them the browser would resample the picture, and blur it.
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
  drawPicture(context, contentOf(scene), region, brush);
}

/** While a few steps are dragged they are elements: the picture leaves out them and their wires, and need not be repainted. */
function contentOf(scene: SceneStore): PictureContent {
  const { nodes, wires, selection } = scene.projection();
  const dragged = scene.dragged();
  const selected = scene.pendingSelection() ?? selection;
  const many = isMany(scene);
  const drawn = (id: string) => many || !dragged?.has(id);
  return {
    nodes: many
      ? nodes.map((node) => asDrawn(node, dragged, scene.pendingSelection()))
      : dragged
        ? nodes.filter(({ id }) => drawn(id))
        : nodes,
    wires: dragged ? wires.filter(({ source, target }) => drawn(source) && drawn(target)) : wires,
    at: positionLookup(scene.projection(), dragged),
    isSelected: (id) => selected.has(id),
    pathShown: wires.some(({ data }) => data?.state === "path"),
  };
}

function isMany(scene: SceneStore): boolean {
  return (scene.dragged()?.size ?? 0) > FEW;
}

/** The ids of what is dragged: the picture depends on these, not on the places. */
function keysOf(scene: SceneStore): string {
  return [...(scene.dragged()?.keys() ?? [])].join(" ");
}
