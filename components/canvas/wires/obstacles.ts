import { type Box, GRID } from "../layout/geometry";

/** The least distance between a step and a wire that passes it. */
const CLEARANCE = GRID;
/** Steps are looked up by the strips they stand in, each as wide as this, in flow pixels. */
const STRIP = 256;

/** A range that no step stands in. */
export type Gap = { from: number; to: number };
/** Where a line meets steps, in order and without overlap: from, to, from, to … */
type Blocked = readonly number[];

/** The steps that wires must go around. */
export class Obstacles {
  readonly #columns = new Map<number, Box[]>();
  readonly #rows = new Map<number, Box[]>();
  readonly #uprights = new Map<number, Blocked>();
  readonly #levels = new Map<number, Blocked>();

  constructor(boxes: Iterable<Box>) {
    for (const box of boxes) {
      for (let strip = stripOf(box.x - CLEARANCE); strip <= stripOf(box.x + box.width + CLEARANCE); strip++)
        append(this.#columns, strip, box);
      for (let strip = stripOf(box.y - CLEARANCE); strip <= stripOf(box.y + box.height + CLEARANCE); strip++)
        append(this.#rows, strip, box);
    }
  }

  /** Whether a level line is clear of steps. It may begin and end at a step's edge. */
  isLevelClear(y: number, from: number, to: number): boolean {
    let blocked = this.#levels.get(y);
    if (!blocked) {
      const inWay = (this.#rows.get(stripOf(y)) ?? []).filter(
        (box) => box.y - CLEARANCE < y && y < box.y + box.height + CLEARANCE,
      );
      blocked = merged(inWay.map((box) => [box.x, box.x + box.width]));
      this.#levels.set(y, blocked);
    }
    return isClear(blocked, Math.min(from, to), Math.max(from, to));
  }

  isUprightClear(x: number, from: number, to: number): boolean {
    let blocked = this.#uprights.get(x);
    if (!blocked) {
      const inWay = (this.#columns.get(stripOf(x)) ?? []).filter(
        (box) => box.x - CLEARANCE < x && x < box.x + box.width + CLEARANCE,
      );
      blocked = merged(inWay.map((box) => [box.y, box.y + box.height]));
      this.#uprights.set(x, blocked);
    }
    return isClear(blocked, Math.min(from, to), Math.max(from, to));
  }

  /**
   * Where a level line from one x to the other can pass, top to bottom, as far as steps that reach into `seen` are in its way.
   * The first and the last gap are open-ended.
   */
  gapsBetween(from: number, to: number, seen: Gap): Gap[] {
    const [left, right] = [Math.min(from, to) - CLEARANCE, Math.max(from, to) + CLEARANCE];
    const inWay: [number, number][] = [];
    for (let strip = stripOf(left); strip <= stripOf(right); strip++)
      for (const { x, y, width, height } of this.#columns.get(strip) ?? [])
        if (x < right && left < x + width && y < seen.to && seen.from < y + height)
          inWay.push([y - CLEARANCE, y + height + CLEARANCE]);
    const blocked = merged(inWay);
    const edges = [Number.NEGATIVE_INFINITY, ...blocked, Number.POSITIVE_INFINITY];
    return Array.from({ length: edges.length / 2 }, (_, gap) => ({ from: edges[2 * gap]!, to: edges[2 * gap + 1]! }));
  }
}

function merged(spans: [from: number, to: number][]): Blocked {
  spans.sort(([a], [b]) => a - b);
  const list: number[] = [];
  for (const [from, to] of spans) {
    const end = list.at(-1);
    if (end === undefined || from > end) list.push(from, to);
    else list[list.length - 1] = Math.max(end, to);
  }
  return list;
}

/** Whether a line from one point to a further one lies outside of every blocked part. */
function isClear(blocked: Blocked, from: number, to: number): boolean {
  let low = 0;
  let high = blocked.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocked[2 * middle + 1]! > from) high = middle;
    else low = middle + 1;
  }
  return 2 * low >= blocked.length || blocked[2 * low]! >= to;
}

const stripOf = (at: number): number => Math.floor(at / STRIP);

function append(map: Map<number, Box[]>, key: number, box: Box): void {
  const known = map.get(key);
  if (known) known.push(box);
  else map.set(key, [box]);
}
