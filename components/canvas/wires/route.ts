import { APART, FIRST_TURN, GRID, type Point } from "../layout/geometry";

const RADIUS = 8;
/** How far a wire leaves a step before it turns, and how far above one it enters from the top. */
const STUB = 3 * GRID;
const ARROW = 4;
/** A wire to a step further left comes from this far above its entry. */
const STEP_TOP = 6 * GRID;

/**
 * The corners of a wire while one of its ends is moved: to the right, down or up, and to the right again. A step further left,
 * or right below, is reached from above. Unlike the ways of `wires-of.ts` it may cross steps.
 */
export function plainRoute(from: Point, entry: Point): Point[] {
  const out = from.x + FIRST_TURN;
  if (entry.x - from.x >= 2 * STUB) {
    if (Math.abs(entry.y - from.y) < 1) return [from, entry];
    const x = Math.min(out, entry.x - STUB);
    return [from, { x, y: from.y }, { x, y: entry.y }, entry];
  }
  const channel = entry.y - STEP_TOP;
  const into = entry.x - STUB;
  return [from, { x: out, y: from.y }, { x: out, y: channel }, { x: into, y: channel }, { x: into, y: entry.y }, entry];
}

/** The way of a wire between two places: the one that was found for it, unless one of them has been moved since. */
export function wayBetween(
  from: Point,
  entry: Point,
  { points, cut }: { points: readonly Point[]; cut: boolean },
): readonly Point[] {
  if (cut) return cutRoute(from);
  const [first, last] = [points[0], points.at(-1)];
  const isInPlace = first?.x === from.x && first.y === from.y && last?.x === entry.x && last.y === entry.y;
  return isInPlace ? points : plainRoute(from, entry);
}

/** The beginning of a wire that is not drawn whole. */
export function cutRoute(from: Point): Point[] {
  return [from, { x: from.x + FIRST_TURN - APART, y: from.y }];
}

/** The route as an SVG path with rounded corners. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return "";
  let path = `M${first.x} ${first.y}`;
  for (const [index, at] of rest.entries()) {
    const before = points[index]!;
    const after = rest[index + 1];
    if (!after) {
      path += `L${at.x} ${at.y}`;
      continue;
    }
    const radius = Math.min(RADIUS, distance(before, at) / 2, distance(at, after) / 2);
    const start = towards(at, before, radius);
    const end = towards(at, after, radius);
    path += `L${start.x} ${start.y}Q${at.x} ${at.y} ${end.x} ${end.y}`;
  }
  return path;
}

/** The arrow's tip at the end of a route, as an SVG path. */
export function tipOf(points: readonly Point[]): string {
  const at = points.at(-1)!;
  const before = points.at(-2) ?? at;
  const back = towards(at, before, ARROW);
  const [dx, dy] = [back.y === at.y ? 0 : ARROW, back.x === at.x ? 0 : ARROW];
  return `M${back.x - dx} ${back.y - dy}L${at.x} ${at.y}L${back.x + dx} ${back.y + dy}`;
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

/** The point `by` pixels from one point towards another; both lie on one horizontal or vertical line. */
function towards(from: Point, to: Point, by: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * by, y: from.y + Math.sign(to.y - from.y) * by };
}
