import { type Box, ENTRY_Y } from "./geometry";
import type { Graph } from "./graph";

/** The least distance between a step and a wire that passes it. */
const CLEARANCE = 24;

/**
 * A wire over several columns runs level with its target and may cross steps in between. Where it leads to a step without
 * exits, this moves that step below the steps in the wire's way, and the steps under it by as much. Changes `places`.
 */
export function clearLanes({ steps }: Graph, places: Map<string, [number, number]>): void {
  const boxes = new Map<string, Box>();
  const leads = new Map<string, string[]>();
  for (const [id, { width, height, exits }] of steps) {
    const [x, y] = places.get(id)!;
    boxes.set(id, { x, y, width, height });
    for (const { target } of exits) leads.set(target, [...(leads.get(target) ?? []), id]);
  }
  for (const [id, { exits }] of steps) {
    if (exits.length > 0) continue;
    const end = boxes.get(id)!;
    const from = Math.min(...(leads.get(id) ?? []).map((lead) => boxes.get(lead)!.x));
    const passed = [...boxes.values()].filter((box) => box.x >= from && box.x + box.width <= end.x);
    // A wire to the next column passes no step.
    if (!passed.some(({ x }) => x > from)) continue;
    const lane = end.y + ENTRY_Y;
    if (!passed.some(({ y, height }) => lane > y - CLEARANCE && lane < y + height + CLEARANCE)) continue;
    const shift = Math.max(...passed.map(({ y, height }) => y + height)) + CLEARANCE - lane;
    if (shift <= 0) continue;
    const under = [...boxes].filter(
      ([, box]) => box.y >= end.y && box.x < end.x + end.width && end.x < box.x + box.width,
    );
    for (const [moved, box] of under) {
      box.y += shift;
      places.set(moved, [box.x, box.y]);
    }
  }
}
