import type { Point } from "../layout/geometry";
import { boxOf, routeOf } from "../scene/cull";
import type { Projection, StepNode, Wire } from "../scene/project";
import type { SceneStore } from "../scene/scene-store";
import { isFar, type ViewStore } from "../scene/view-store";
import { eased, numberPlace, PLACES, placeAt, pointOn } from "./dot-places";

/** Calls that run now: each one's step, by any id that stays the same while it runs. */
export type LiveDots = {
  at(): ReadonlyMap<string, string>;
  subscribe(listener: () => void): () => void;
};

type Dot = { step: string; place: number; way: readonly Point[] | null; since: number };

/** How long a dot takes from one step to the next. */
const MOVE_MS = 700;
/** In pixels of the screen. */
const RADIUS = { least: 3, most: 6, inFlow: 4.5 };
const NUMBER = "600 11px";

/**
 * Draws the dots on a canvas over the flow: a thousand elements that move would be laid out and painted one by one. A frame is drawn
 * when the view or a call has moved, and while a dot is on its way; else nothing is.
 */
export function startLiveDots(
  canvas: HTMLCanvasElement,
  view: ViewStore,
  scene: SceneStore,
  live: LiveDots,
): () => void {
  const dots = new Map<string, Dot>();
  const taken = new Map<string, Set<number>>();
  const context = canvas.getContext("2d");
  const stands = window.matchMedia("(prefers-reduced-motion: reduce)");
  let frame = 0;
  let isBlank = true;
  let size = { width: 0, height: 0 };
  let colours = coloursOf(canvas);

  const take = (step: string): number => {
    const places = taken.get(step) ?? new Set();
    taken.set(step, places);
    let place = 0;
    while (places.has(place)) place++;
    places.add(place);
    return place;
  };
  const leave = ({ step, place }: Dot) => taken.get(step)?.delete(place);

  /** Takes up what has changed. A call moves along the wire between its steps, or straight where there is none. */
  const follow = () => {
    const now = live.at();
    for (const [id, dot] of dots)
      if (!now.has(id)) {
        leave(dot);
        dots.delete(id);
      }
    for (const [id, step] of now) {
      const dot = dots.get(id);
      if (dot?.step === step) continue;
      const from = dot && whereIs(dot, scene.projection());
      if (dot) leave(dot);
      const next: Dot = { step, place: take(step), way: null, since: performance.now() };
      const to = whereIs(next, scene.projection());
      if (dot && from && to && !stands.matches)
        next.way = [from, ...wireBetween(scene.projection(), dot.step, step), to];
      dots.set(id, next);
    }
    soon();
  };

  const draw = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    if (!context || (isBlank && dots.size === 0)) return;
    isBlank = dots.size === 0;
    const ratio = window.devicePixelRatio || 1;
    const { x, y, zoom } = view.get();
    const far = isFar(view.get());
    const projection = scene.projection();
    const now = performance.now();
    const radius = Math.min(RADIUS.most, Math.max(RADIUS.least, RADIUS.inFlow * zoom));
    let moving = false;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    context.beginPath();
    for (const dot of dots.values()) {
      const part = dot.way ? (now - dot.since) / MOVE_MS : 1;
      if (part >= 1) dot.way = null;
      else moving = true;
      // From afar the dots of a step would cover one another: the first one stands for all that are there.
      if (!dot.way && (far ? dot.place > 0 : dot.place >= PLACES)) continue;
      const at = dot.way ? pointOn(dot.way, eased(part)) : whereIs(dot, projection);
      if (!at) continue;
      const [left, top] = [at.x * zoom + x, at.y * zoom + y];
      if (left < -radius || top < -radius || left > size.width + radius || top > size.height + radius) continue;
      context.moveTo(left + radius, top);
      context.arc(left, top, radius, 0, 2 * Math.PI);
    }
    context.fillStyle = colours.dot;
    context.strokeStyle = colours.ground;
    context.lineWidth = 1.5;
    context.fill();
    context.stroke();
    drawNumbers(far);
    if (moving) soon();
  };
  const drawNumbers = (far: boolean) => {
    if (!context) return;
    const { x, y, zoom } = view.get();
    context.font = `${NUMBER} ${colours.font}`;
    context.textBaseline = "middle";
    context.lineWidth = 3;
    for (const [step, { size: count }] of taken) {
      const node = stepOf(scene.projection(), step);
      if (!node || count <= (far ? 1 : PLACES)) continue;
      const place = far ? placeAt(node.position, 0) : numberPlace(boxOf(node));
      const [left, top] = [place.x * zoom + x + (far ? 8 : 4), place.y * zoom + y];
      context.strokeText(String(count), left, top);
      context.fillStyle = colours.ink;
      context.fillText(String(count), left, top);
    }
  };
  const soon = () => {
    frame ||= requestAnimationFrame(draw);
  };
  const fit = () => {
    const { width, height } = canvas.parentElement?.getBoundingClientRect() ?? { width: 0, height: 0 };
    const ratio = window.devicePixelRatio || 1;
    size = { width, height };
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    draw();
  };
  const recolour = () => {
    colours = coloursOf(canvas);
    soon();
  };

  const resized = new ResizeObserver(fit);
  if (canvas.parentElement) resized.observe(canvas.parentElement);
  const theme = new MutationObserver(recolour);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  // At once and not in the next frame, or the dots would lag behind the flow that moves.
  const forget = [view.subscribe(draw), scene.subscribe(soon), live.subscribe(follow)];
  follow();
  return () => {
    for (const end of forget) end();
    resized.disconnect();
    theme.disconnect();
    cancelAnimationFrame(frame);
  };
}

function stepOf(projection: Projection, step: string): StepNode | null {
  const node = projection.byId.get(step);
  return node?.type === "step" ? node : null;
}

/** Null where the flow that is drawn does not have its step. */
function whereIs({ step, place }: Pick<Dot, "step" | "place">, projection: Projection): Point | null {
  const node = stepOf(projection, step);
  return node && placeAt(node.position, place);
}

function wireBetween({ wires, byId }: Projection, from: string, to: string): readonly Point[] {
  const wire = wires.find(({ source, target }: Wire) => source === from && target === to);
  return wire ? routeOf(wire, (id) => byId.get(id)?.position) : [];
}

function coloursOf(element: Element) {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return { dot: token("live"), ground: token("page"), ink: token("ink"), font: style.fontFamily };
}
