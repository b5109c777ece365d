import { meets } from "../layout/boxes";
import { type Box, ENTRY_Y, GRID, type Point, STEP_WIDTH } from "../layout/geometry";
import { route as layRoute } from "../layout/route";
import type { NoteNode, StepNode, Wire } from "./project";

type Node = StepNode | NoteNode;
/** A node's current place; while it is dragged, not the one in the flow. */
export type PositionOf = (id: string) => Point | undefined;

/** How far a step paints outside of its box: badges, percentages, the "+" of an open exit. */
const OVERHANG = 6 * GRID;

export function boxOf({ position, width = 0, height = 0 }: Node): Box {
  return { ...position, width, height };
}

export function isNear(node: Node, region: Box): boolean {
  return meets(boxOf(node), region, OVERHANG);
}

/** The corners of a wire's route; empty if one of its ends has no place. */
export function routeOf({ source, target, data }: Wire, positionOf: PositionOf): Point[] {
  const from = positionOf(source);
  const to = positionOf(target);
  if (!from || !to) return [];
  const exit = { x: from.x + STEP_WIDTH, y: from.y + (data?.exitY ?? 0) };
  return layRoute(exit, { x: to.x, y: to.y + ENTRY_Y }, data?.turn);
}

/** Whether any section of the route meets the region. All sections are horizontal or vertical. */
export function routeMeets(route: readonly Point[], region: Box): boolean {
  return route.some((to, index) => {
    const from = route[index - 1] ?? to;
    const x = Math.min(from.x, to.x);
    const y = Math.min(from.y, to.y);
    return meets({ x, y, width: Math.abs(to.x - from.x) + 1, height: Math.abs(to.y - from.y) + 1 }, region, GRID);
  });
}

/** The topmost node under a point. */
export function nodeAt(nodes: readonly Node[], { x, y }: Point): Node | undefined {
  // Notes come first in the list and lie under the steps.
  return nodes.findLast((node) => meets(boxOf(node), { x, y, width: 0, height: 0 }));
}

/** The topmost wire that passes a point within the tolerance. */
export function wireAt(
  wires: readonly Wire[],
  positionOf: PositionOf,
  { x, y }: Point,
  tolerance: number,
): Wire | undefined {
  const near = { x: x - tolerance, y: y - tolerance, width: 2 * tolerance, height: 2 * tolerance };
  return wires.findLast((wire) => routeMeets(routeOf(wire, positionOf), near));
}
