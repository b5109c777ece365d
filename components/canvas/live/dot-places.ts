import { type Box, type Point, STEP_WIDTH } from "../layout/geometry";

/** Dots stand along a step's upper edge, in rows that pile up above it; in flow pixels. */
const APART = 11;
const FIRST = 14;
const IN_A_ROW = Math.floor((STEP_WIDTH - 2 * FIRST) / APART) + 1;
const ROWS = 3;

/** So many dots are shown at a step; of more, their number is. */
export const PLACES = IN_A_ROW * ROWS;

/** The place of the nth dot of a step. Those that have none stand where the last one does. */
export function placeAt({ x, y }: Point, nth: number): Point {
  const shown = Math.min(nth, PLACES - 1);
  return { x: x + FIRST + (shown % IN_A_ROW) * APART, y: y - Math.floor(shown / IN_A_ROW) * APART };
}

/** Where the number stands of a step that has more dots than are shown. */
export const numberPlace = ({ x, y, width }: Box): Point => ({ x: x + width, y: y - ROWS * APART });

/** The point at a part of the way, from 0 to 1, by its length. */
export function pointOn(way: readonly Point[], part: number): Point {
  const lengths = way.slice(1).map((to, index) => Math.hypot(to.x - way[index]!.x, to.y - way[index]!.y));
  let left = lengths.reduce((sum, length) => sum + length, 0) * part;
  for (const [index, length] of lengths.entries()) {
    const [from, to] = [way[index]!, way[index + 1]!];
    if (left <= length && length > 0) {
      const share = left / length;
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    }
    left -= length;
  }
  return way.at(-1)!;
}

/** Quick at first, then slower: what moves is seen to begin. */
export const eased = (part: number): number => 1 - (1 - part) ** 3;
