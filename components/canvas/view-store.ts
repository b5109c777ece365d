import type { Point, Size } from "./geometry";
import type { View } from "./opening";

/** Below this zoom nothing but a name can be told apart: the flow is a picture, see `picture.tsx`. */
const FAR = 0.45;

/** Where the view stands. Outside React: what follows it writes to the page by itself, and nothing is rendered for it. */
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

/** The part of the flow that is seen through a window of that size. */
export function seenBy({ x, y, zoom }: View, { width, height }: Size) {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

/** Pixels of the canvas to those of the flow. */
export function inFlow({ x, y, zoom }: View, at: Point): Point {
  return { x: (at.x - x) / zoom, y: (at.y - y) / zoom };
}

/**
 * The view moved onto whole pixels of the screen. What lies between them has to be resampled whenever it is put on the
 * screen: text blurs, and without a graphics processor a frame takes several times as long.
 */
export function onPixels({ x, y, zoom }: View): View {
  const sharp = globalThis.devicePixelRatio || 1;
  return { x: Math.round(x * sharp) / sharp, y: Math.round(y * sharp) / sharp, zoom };
}
