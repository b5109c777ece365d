import type { Box, Size } from "./geometry";

export type View = { x: number; y: number; zoom: number };

export const MIN_ZOOM = 0.08;
export const MAX_ZOOM = 2;
const MARGIN = 64;
/** Below this, names cannot be read: a flow that would need it opens at its beginning instead. */
const READABLE = 0.6;

/** What is seen first: the whole flow where it can be read, else its beginning. */
export function openingView(flow: Box, start: Box, window: Size): View {
  const fitting = fittingView(flow, window);
  if (fitting.zoom >= READABLE) return fitting;
  const zoom = 0.85;
  return { zoom, x: MARGIN - start.x * zoom, y: window.height * 0.4 - (start.y + start.height / 2) * zoom };
}

/** Shows all of a box, no larger than life. */
export function fittingView(box: Box, window: Size): View {
  const across = (window.width - 2 * MARGIN) / Math.max(1, box.width);
  const down = (window.height - 2 * MARGIN) / Math.max(1, box.height);
  const zoom = Math.max(MIN_ZOOM, Math.min(1, across, down));
  return {
    zoom,
    x: (window.width - box.width * zoom) / 2 - box.x * zoom,
    y: (window.height - box.height * zoom) / 2 - box.y * zoom,
  };
}
