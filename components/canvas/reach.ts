import { widened } from "./cull";
import type { Box } from "./geometry";

/** How far steps are drawn beyond the view, and how near to the end of that more of them are; in widths of the view. */
const AROUND = 0.4;
const LEAST = 0.05;
/** Taking up steps costs a slow machine some frames, however few they are: a view that travels takes up more, less often. */
const AHEAD = 0.8;
/** Letting go of steps costs as much. What is left behind stays so far, and until the view rests. */
const BEHIND = 1;

/** As far as steps are drawn around a view that stands still. */
export function reachAround(seen: Box): Box {
  return widened(seen, AROUND);
}

/** What has to be drawn by now. */
export function needed(seen: Box): Box {
  return widened(seen, LEAST);
}

/** As far as steps are drawn for a view that has come to the end of what was; only where it goes on to. */
export function reachOnwards(before: Box, seen: Box): Box {
  const [left, right] = span(before.x, before.width, seen.x, seen.width);
  const [top, bottom] = span(before.y, before.height, seen.y, seen.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function span(from: number, length: number, seen: number, room: number): [number, number] {
  const to = from + length;
  return [
    seen - room * LEAST < from ? seen - room * AHEAD : Math.max(from, seen - room * BEHIND),
    seen + room * (1 + LEAST) > to ? seen + room * (1 + AHEAD) : Math.min(to, seen + room * (1 + BEHIND)),
  ];
}
