import type { Box, Size } from "../layout/geometry";

/** The canvas's corner in pixels of the screen, and its zoom: 1 is life size. */
export type View = { x: number; y: number; zoom: number };

export const MIN_ZOOM = 0.08;
export const MAX_ZOOM = 2;
const MARGIN = 64;
/** Below this zoom names cannot be read: a flow that would need it opens at its start instead. */
const READABLE = 0.6;

/** The first view: the whole flow if it is readable then, else its start. */
export function openingView(flow: Box, start: Box, window: Size): View {
  const fitting = fittingView(flow, window);
  if (fitting.zoom >= READABLE) return fitting;
  const zoom = 0.85;
  return { zoom, x: MARGIN - start.x * zoom, y: window.height * 0.4 - (start.y + start.height / 2) * zoom };
}

/** The view that shows the whole box, at most in life size. */
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
