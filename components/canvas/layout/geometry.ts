/** Places snap to this many pixels, and every step's height is a multiple of it. */
export const GRID = 8;
export const STEP_WIDTH = 240;
const HEADER = 48;
const LINE = 16;
const EXIT_ROW = 24;
const BELOW_LINES = 8;
const AROUND_EXITS = 8;

/** The least room between columns, in which wires turn, and between rows. */
export const COLUMN_GAP = 8 * GRID;
export const ROW_GAP = 5 * GRID;
/** A wire turns this far from its exit at the nearest: beyond the "+" of an open exit. */
export const FIRST_TURN = 4 * GRID;
/** A wire runs straight for this long before it enters a step, so that its arrow is seen. */
export const LAST_TURN = 2 * GRID;
/** The distance at which two parallel wires are easily told apart; and the least, for where there is little room. */
export const APART = 8;
export const LEAST_APART = APART / 2;

export type Point = { x: number; y: number };
export type Size = { width: number; height: number };
export type Box = Point & Size;

/** Where a wire meets the step it leads to, below the step's top: the middle of its header. */
export const ENTRY_Y = HEADER / 2;

/** A step's height follows from its content, so that no step has to be measured before it is drawn. */
export function stepHeight(lines: number, exits: number): number {
  return HEADER + bodyHeight(lines) + (exits ? exits * EXIT_ROW + AROUND_EXITS : 0);
}

/** The middle of an exit's row, from the step's top. */
export function exitY(lines: number, row: number): number {
  return HEADER + bodyHeight(lines) + AROUND_EXITS / 2 + (row + 0.5) * EXIT_ROW;
}

export function onGrid({ x, y }: Point): [number, number] {
  return [snap(x), snap(y)];
}

export function boundsOf(boxes: Iterable<Box>): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return left === Infinity
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}

function bodyHeight(lines: number): number {
  return lines ? lines * LINE + BELOW_LINES : 0;
}

/** Adding 0 turns −0 into 0: a flow definition written to a file would show the −0. */
function snap(value: number): number {
  return Math.round(value / GRID) * GRID + 0;
}
