import { widened } from "../layout/boxes";
import type { Box } from "../layout/geometry";

/** All in widths of the view. Around a view at rest, steps are drawn this far beyond its edge. */
const AROUND = 0.4;
/** When less than this is left beyond the edge, the region is extended. */
const LEAST = 0.05;
/** Adding steps costs a slow machine some frames, however few they are: a panned view adds many at once, and less often. */
const AHEAD = 0.8;
/** Removing steps costs as much: behind a panned view they stay drawn this far, and until the view rests. */
const BEHIND = 1;

/** The region in which steps are drawn around a view at rest. */
export function regionAround(seen: Box): Box {
  return widened(seen, AROUND);
}

/** The region that has to be drawn already. */
export function regionNeeded(seen: Box): Box {
  return widened(seen, LEAST);
}

/** The next region for a view that has been panned to the edge of the one before; extended only on that side. */
export function regionOnwards(before: Box, seen: Box): Box {
  const [left, right] = span(before.x, before.width, seen.x, seen.width);
  const [top, bottom] = span(before.y, before.height, seen.y, seen.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function span(from: number, length: number, seen: number, size: number): [number, number] {
  const to = from + length;
  return [
    seen - size * LEAST < from ? seen - size * AHEAD : Math.max(from, seen - size * BEHIND),
    seen + size * (1 + LEAST) > to ? seen + size * (1 + AHEAD) : Math.min(to, seen + size * (1 + BEHIND)),
  ];
}
