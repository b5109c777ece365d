import { APART, ENTRY_Y, LEAST_APART, type Point, STEP_WIDTH } from "../layout/geometry";
import { MAX_ENTRIES } from "../layout/graph";

/** Where wires enter a step: at its left edge, or from above. */
export type Side = "left" | "top";

/** Wires enter at the left edge within this height, which is that of a step's header without its rounded corners. */
const HEADER_ROOM = 32;

/** The entry of each of `count` wires into a step at that place, in the order of the heights that they come from. */
export function entriesOf({ x, y }: Point, count: number, side: Side): Point[] {
  return Array.from({ length: count }, (_, index) => {
    // A multiple of the least distance, so that no two entries of neighbours fall between two tracks.
    if (side === "top") return { x: x + STEP_WIDTH / 2 + offset(index, count, 2 * APART), y };
    return { x, y: y + ENTRY_Y + offset(index, count, (count - 1) * APART > HEADER_ROOM ? LEAST_APART : APART) };
  });
}

/** Every place at which a wire may enter a step, from the step's corner. */
export const ENTRY_OFFSETS: readonly Point[] = (["left", "top"] as const).flatMap((side) => {
  const counts = Array.from({ length: MAX_ENTRIES }, (_, index) => index + 1);
  const planned = counts.flatMap((count) => entriesOf({ x: 0, y: 0 }, count, side));
  const beside = side === "left" ? { x: 0, y: LEAST_APART } : { x: LEAST_APART, y: 0 };
  const all = planned.flatMap(({ x, y }) => [-1, 0, 1].map((by) => ({ x: x + by * beside.x, y: y + by * beside.y })));
  return [...new Map(all.map((at) => [entryHandle(at), at])).values()];
});

/** The id of the graph library's handle there. */
export function entryHandle({ x, y }: Point): string {
  return `entry:${x},${y}`;
}

function offset(index: number, count: number, apart: number): number {
  const first = Math.floor(((count - 1) * apart) / 2 / LEAST_APART) * LEAST_APART;
  return index * apart - first;
}
