import { type Box, ENTRY_Y, GRID, type Point, STEP_WIDTH } from "./geometry";
import type { NoteNode, StepNode, Wire } from "./project";
import { route } from "./route";

type Node = StepNode | NoteNode;
/** Where a node stands, which is elsewhere than the flow has it while it is dragged. */
export type Whereabouts = (id: string) => Point | undefined;

/** What a step draws outside of its box: badges, shares, the "+" of an open exit. */
const OVERHANG = 6 * GRID;

export function meets(a: Box, b: Box, around = 0): boolean {
  return (
    a.x < b.x + b.width + around &&
    b.x < a.x + a.width + around &&
    a.y < b.y + b.height + around &&
    b.y < a.y + a.height + around
  );
}

export function holds(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** A box with so much of its own size more on every side. */
export function widened({ x, y, width, height }: Box, by: number): Box {
  return { x: x - width * by, y: y - height * by, width: width * (1 + 2 * by), height: height * (1 + 2 * by) };
}

export function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** On whole pixels, or its edges would let something shine through. */
export function whole({ x, y, width, height }: Box): Box {
  return { x: Math.floor(x), y: Math.floor(y), width: Math.ceil(width), height: Math.ceil(height) };
}

export function common(a: Box, b: Box): Box {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y),
  };
}

export function boxOf({ position, width = 0, height = 0 }: Node): Box {
  return { ...position, width, height };
}

export function isNear(node: Node, region: Box): boolean {
  return meets(boxOf(node), region, OVERHANG);
}

/** The corners of a wire's way; empty where one of its ends is not placed. */
export function wayOf({ source, target, data }: Wire, at: Whereabouts): Point[] {
  const from = at(source);
  const to = at(target);
  if (!from || !to) return [];
  const exit = { x: from.x + STEP_WIDTH, y: from.y + (data?.exitY ?? 0) };
  return route(exit, { x: to.x, y: to.y + ENTRY_Y }, data?.turn);
}

/** Whether some stretch of a way, all of which run along an axis, comes into the region. */
export function passes(way: readonly Point[], region: Box): boolean {
  return way.some((to, index) => {
    const from = way[index - 1] ?? to;
    const x = Math.min(from.x, to.x);
    const y = Math.min(from.y, to.y);
    return meets({ x, y, width: Math.abs(to.x - from.x) + 1, height: Math.abs(to.y - from.y) + 1 }, region, GRID);
  });
}

/** The topmost node under a point. */
export function nodeAt(nodes: readonly Node[], { x, y }: Point): Node | undefined {
  // Notes come first, and so under what comes after them.
  return nodes.findLast((node) => meets(boxOf(node), { x, y, width: 0, height: 0 }));
}

/** The wire that passes a point at most so far away. */
export function wireAt(wires: readonly Wire[], at: Whereabouts, { x, y }: Point, reach: number): Wire | undefined {
  const near = { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach };
  return wires.findLast((wire) => passes(wayOf(wire, at), near));
}
