import type { Registry } from "@/engine/contract";
import type { Draft } from "@/engine/edit/draft";
import { autoLayout } from "./auto-layout";
import { type Box, GRID, onGrid, STEP_WIDTH } from "./geometry";
import { type Graph, graphOf, readingOrder } from "./graph";

const GAP = 5 * GRID;

/** A step's new place, in flow pixels. */
export type Move = { step: string; position: [number, number] };

type Positions = ReadonlyMap<string, [number, number]>;

/**
 * The place of every step: the draft's own layout, else `known`, else automatic layout relative to a step that leads to it,
 * moved down until it is free. `automatic` holds the places found by automatic layout; the caller passes them as `known` the
 * next time, so that an edit moves no other step.
 */
export function positionsOf(
  registry: Registry,
  draft: Draft,
  known: Positions = new Map(),
): { positions: Positions; automatic: Positions } {
  const ids = Object.keys(draft.steps);
  const positions = new Map<string, [number, number]>();
  for (const id of ids) {
    const at = draft.layout[id] ?? known.get(id);
    if (at) positions.set(id, at);
  }
  if (positions.size === ids.length) return { positions, automatic: known };
  const graph = graphOf(registry, draft);
  const chosen = autoLayout(graph);
  if (positions.size === 0) return { positions: chosen, automatic: chosen };
  const automatic = new Map(known);
  const leads = leadsOf(graph);
  const boxOf = (id: string, x: number, y: number): Box => ({
    x,
    y,
    width: STEP_WIDTH,
    height: graph.steps.get(id)!.height,
  });
  const boxes = [...positions].map(([id, [x, y]]) => boxOf(id, x, y));
  for (const id of readingOrder(graph)) {
    if (positions.has(id)) continue;
    const lead = leads.get(id)?.find((from) => positions.has(from));
    const [x, y] = chosen.get(id)!;
    const [wasX, wasY] = lead ? chosen.get(lead)! : [0, 0];
    const [isX, isY] = lead ? positions.get(lead)! : [0, 0];
    const box = boxOf(id, x + isX - wasX, y + isY - wasY);
    for (let hit = hitBy(box, boxes); hit; hit = hitBy(box, boxes)) box.y = hit.y + hit.height + GAP;
    boxes.push(box);
    positions.set(id, onGrid(box));
    automatic.set(id, onGrid(box));
  }
  return { positions, automatic };
}

function leadsOf(graph: Graph): Map<string, string[]> {
  const leads = new Map<string, string[]>();
  for (const [id, { exits }] of graph.steps) {
    for (const { target } of exits) leads.set(target, [...(leads.get(target) ?? []), id]);
  }
  return leads;
}

/** The first of the other boxes that is nearer than the gap between steps. */
export function hitBy(box: Box, others: readonly Box[]): Box | undefined {
  return others.find(
    (other) =>
      box.x < other.x + other.width + GAP &&
      other.x < box.x + box.width + GAP &&
      box.y < other.y + other.height + GAP &&
      other.y < box.y + box.height + GAP,
  );
}
