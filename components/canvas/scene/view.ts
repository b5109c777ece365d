import { type Box, boundsOf, type Size } from "../layout/geometry";

/** The canvas's corner in pixels of the screen, and its zoom: 1 is life size. */
export type View = { x: number; y: number; zoom: number };

/** A thousand steps that are laid out as drawn are seen whole at 6 %. */
export const MIN_ZOOM = 0.03;
export const MAX_ZOOM = 2;
const MARGIN = 16;
/** A flow that is seen whole may come nearer to the edge: outermost are wires, which turn beside the last steps. */
const EDGE = 8;
/** The zoom buttons take this height at the window's lower edge. */
const CONTROLS = 48;
/** Below this zoom exits are hard to read: a flow that would need it opens at its start instead. */
const READABLE = 0.7;
/** A larger flow opens at this zoom. */
const OPENING = 0.85;

/** The first view: the whole flow if it is readable then, else its start and what follows. */
export function openingView(flow: Box, start: Box, window: Size): View {
  const fitting = fittingView(flow, window);
  if (fitting.zoom >= READABLE) return fitting;
  const atTop = { zoom: OPENING, x: MARGIN - start.x * OPENING, y: MARGIN - flow.y * OPENING };
  // Of a flow that goes on far above its start, the start's surroundings are shown instead of the top.
  const startBelow = atTop.y + (start.y + start.height) * OPENING > window.height / 2;
  return startBelow ? { ...atTop, y: window.height * 0.4 - (start.y + start.height / 2) * OPENING } : atTop;
}

/** The view that shows the whole box, at most in life size. */
export function fittingView(box: Box, window: Size): View {
  const across = (window.width - 2 * EDGE) / Math.max(1, box.width);
  const height = window.height - CONTROLS;
  const down = (height - 2 * EDGE) / Math.max(1, box.height);
  const zoom = Math.max(MIN_ZOOM, Math.min(1, across, down));
  return {
    zoom,
    x: (window.width - box.width * zoom) / 2 - box.x * zoom,
    y: (height - box.height * zoom) / 2 - box.y * zoom,
  };
}

/**
 * The view moved as little as possible so that all boxes are seen whole and can be read; where there is too little room for
 * all of them, the first one is. Boxes that are seen whole already leave the view as it is.
 */
export function viewOnto(view: View, boxes: readonly [Box, ...Box[]], window: Size): View {
  const height = window.height - CONTROLS;
  const room = { width: window.width - 2 * MARGIN, height: height - 2 * MARGIN };
  const zoom = Math.max(READABLE, Math.min(view.zoom, MAX_ZOOM));
  const all = boundsOf(boxes);
  const fitting = Math.min(room.width / all.width, room.height / all.height);
  const tooLarge = fitting < READABLE;
  const shown = tooLarge ? boxes[0] : all;
  const next = tooLarge ? zoom : Math.min(zoom, fitting);
  // A change of the zoom keeps the middle of the window in its place.
  const middle = { x: window.width / 2, y: window.height / 2 };
  const zoomed = {
    zoom: next,
    x: middle.x - ((middle.x - view.x) / view.zoom) * next,
    y: middle.y - ((middle.y - view.y) / view.zoom) * next,
  };
  return {
    zoom: next,
    x: zoomed.x + shift(zoomed.x + shown.x * next, shown.width * next, window.width),
    y: zoomed.y + shift(zoomed.y + shown.y * next, shown.height * next, height),
  };
}

/** How far a length on the screen must move to lie within the window; what is longer than that shows its beginning. */
function shift(from: number, length: number, window: number): number {
  if (from < MARGIN || length > window - 2 * MARGIN) return MARGIN - from;
  return Math.min(0, window - MARGIN - (from + length));
}
