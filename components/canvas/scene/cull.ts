import { meets } from "../layout/boxes";
import { type Box, boundsOf, GRID, type Point, STEP_WIDTH } from "../layout/geometry";
import { wayBetween } from "../wires/route";
import type { NoteNode, StepNode, Wire } from "./project";

type Node = StepNode | NoteNode;
/** A node's current place; while it is dragged, not the one in the flow. */
export type PositionOf = (id: string) => Point | undefined;

/** How far a step paints outside of its box: badges, percentages, the "+" of an open exit. */
const OVERHANG = 6 * GRID;

export function boxOf({ position, width = 0, height = 0 }: Node): Box {
  return { ...position, width, height };
}

/** The bounds of all steps, notes and wires. */
export function flowBounds({ nodes, wires }: { nodes: readonly Node[]; wires: readonly Wire[] }): Box {
  const corners = wires.flatMap(({ data }) => data?.points ?? []);
  return boundsOf([...nodes.map(boxOf), ...corners.map((corner) => ({ ...corner, width: 0, height: 0 }))]);
}

export function isNear(node: Node, region: Box): boolean {
  return meets(boxOf(node), region, OVERHANG);
}

/** The corners of a wire's route; empty if one of its ends has no place. */
export function routeOf({ source, target, data }: Wire, positionOf: PositionOf): readonly Point[] {
  const from = positionOf(source);
  const to = positionOf(target);
  if (!from || !to || !data) return [];
  const exit = { x: from.x + STEP_WIDTH, y: from.y + data.exitY };
  return wayBetween(exit, { x: to.x + data.entry.x, y: to.y + data.entry.y }, data);
}

/** Whether any section of the route meets the region or comes as near as `around`. All sections are horizontal or vertical. */
export function routeMeets(route: readonly Point[], region: Box, around = GRID): boolean {
  return route.some((to, index) => {
    const from = route[index - 1] ?? to;
    const x = Math.min(from.x, to.x);
    const y = Math.min(from.y, to.y);
    return meets({ x, y, width: Math.abs(to.x - from.x) + 1, height: Math.abs(to.y - from.y) + 1 }, region, around);
  });
}

/** How far a point is from a route, whose sections are horizontal or vertical. */
export function distanceTo(route: readonly Point[], { x, y }: Point): number {
  const beyond = (at: number, one: number, other: number) =>
    Math.max(Math.min(one, other) - at, 0, at - Math.max(one, other));
  return Math.min(
    ...route.slice(1).map((to, index) => {
      const from = route[index]!;
      return Math.hypot(beyond(x, from.x, to.x), beyond(y, from.y, to.y));
    }),
  );
}

/** The topmost node under a point. */
export function nodeAt(nodes: readonly Node[], { x, y }: Point): Node | undefined {
  // Notes come first in the list and lie under the steps.
  return nodes.findLast((node) => meets(boxOf(node), { x, y, width: 0, height: 0 }));
}

/** The wires that pass a point within the tolerance, the topmost first. */
export function wiresAt(wires: readonly Wire[], positionOf: PositionOf, { x, y }: Point, tolerance: number): Wire[] {
  const near = { x: x - tolerance, y: y - tolerance, width: 2 * tolerance, height: 2 * tolerance };
  return wires.filter((wire) => routeMeets(routeOf(wire, positionOf), near, 0)).reverse();
}
