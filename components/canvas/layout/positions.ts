import { autoLayout } from "./auto-layout";
import { type Box, GRID, onGrid, STEP_WIDTH } from "./geometry";
import type { Direction, Graph } from "./graph";

const GAP = 5 * GRID;

/** A step's new place, in flow pixels. */
export type Move = { step: string; position: [number, number] };

export type Positions = ReadonlyMap<string, [number, number]>;

const layouts = new WeakMap<Graph, Map<string, Positions>>();

/**
 * The place of every step: where a person has put it (`byHand`), else where automatic layout with that much `room` puts it. A step whose predecessor
 * has been moved by hand stands beside that, moved down until it is free. `order` is the flow's reading order.
 */
export function positionsOf(
  graph: Graph,
  order: readonly string[],
  byHand: Readonly<Record<string, [number, number]>>,
  direction: Direction,
  room = 1,
): Positions {
  const chosen = layoutOf(graph, direction, room);
  const positions = new Map<string, [number, number]>();
  const boxes: Box[] = [];
  const boxAt = (id: string, [x, y]: [number, number]): Box => ({
    x,
    y,
    width: STEP_WIDTH,
    height: graph.steps.get(id)!.height,
  });
  for (const id of order) {
    const at = byHand[id];
    if (!at) continue;
    positions.set(id, at);
    boxes.push(boxAt(id, at));
  }
  if (positions.size === 0) return chosen;
  const leads = leadsOf(graph);
  for (const id of order) {
    if (positions.has(id)) continue;
    const lead = leads.get(id)?.find((from) => positions.has(from));
    const [x, y] = chosen.get(id)!;
    const [wasX, wasY] = lead ? chosen.get(lead)! : [0, 0];
    const [isX, isY] = lead ? positions.get(lead)! : [0, 0];
    const box = boxAt(id, [x + isX - wasX, y + isY - wasY]);
    for (let hit = hitBy(box, boxes); hit; hit = hitBy(box, boxes)) box.y = hit.y + hit.height + GAP;
    boxes.push(box);
    positions.set(id, onGrid(box));
  }
  return positions;
}

/** Automatic layout, once for each graph. */
function layoutOf(graph: Graph, direction: Direction, room: number): Positions {
  const known = layouts.get(graph) ?? new Map<string, Positions>();
  layouts.set(graph, known);
  const key = `${direction} ${room}`;
  const layout = known.get(key) ?? autoLayout(graph, direction, room);
  known.set(key, layout);
  return layout;
}

function leadsOf(graph: Graph): Map<string, string[]> {
  const leads = new Map<string, string[]>();
  for (const [id, { exits }] of graph.steps) {
    for (const { target } of exits) leads.set(target, [...(leads.get(target) ?? []), id]);
  }
  return leads;
}

/** The first of the other boxes that is nearer than the gap between steps. */
function hitBy(box: Box, others: readonly Box[]): Box | undefined {
  return others.find(
    (other) =>
      box.x < other.x + other.width + GAP &&
      other.x < box.x + box.width + GAP &&
      box.y < other.y + other.height + GAP &&
      other.y < box.y + box.height + GAP,
  );
}
