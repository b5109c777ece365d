import type { Point, Size } from "../layout/geometry";
import type { View } from "./view";

/** Below this zoom nothing but names is readable: the flow is then painted as a picture (`picture.tsx`). */
const FAR = 0.45;

/** The current view, outside React: its subscribers write to the page themselves, and nothing renders for a movement. */
export type ViewStore = {
  get(): View;
  set(view: View): void;
  subscribe(listener: () => void): () => void;
};

export function createViewStore(first: View): ViewStore {
  let view = first;
  const listeners = new Set<() => void>();
  return {
    get: () => view,
    set(next) {
      if (next.x === view.x && next.y === view.y && next.zoom === view.zoom) return;
      view = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const isFar = ({ zoom }: View): boolean => zoom < FAR;

/** The part of the flow that a window of that size shows; in flow pixels. */
export function seenBy({ x, y, zoom }: View, { width, height }: Size) {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

/** Converts pixels of the canvas to pixels of the flow. */
export function inFlow({ x, y, zoom }: View, at: Point): Point {
  return { x: (at.x - x) / zoom, y: (at.y - y) / zoom };
}

/**
 * Rounds the view to whole pixels of the screen. Between pixels the browser resamples everything: text blurs, and without a
 * graphics processor a frame takes several times as long.
 */
export function onPixels({ x, y, zoom }: View): View {
  const ratio = globalThis.devicePixelRatio || 1;
  return { x: Math.round(x * ratio) / ratio, y: Math.round(y * ratio) / ratio, zoom };
}
