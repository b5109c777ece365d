import { clearLanes } from "./clear-lanes";
import { ENTRY_Y, onGrid, STEP_WIDTH } from "./geometry";
import type { Graph } from "./graph";
import { type Layers, layersOf } from "./layers";

/** The gap between columns, in which the wires turn. */
export const COLUMN_GAP = 88;
export const ROW_GAP = 40;

type Placed = Map<string, number>;

/**
 * Places every step: columns from left to right in the direction of the flow, each step level with the steps that lead to it.
 * Fast enough for a first paint (1,000 steps in about 20 ms); `tidy` is slower and has fewer crossings.
 */
export function autoLayout(graph: Graph): Map<string, [number, number]> {
  const layers = layersOf(graph);
  const y: Placed = new Map();
  for (const column of layers.columns) placeColumn(graph, column, y, (id) => levelWithSources(graph, layers, id, y));
  for (const column of layers.columns.toReversed())
    placeColumn(graph, column, y, (id) => levelWithTargets(graph, layers, id, y));
  for (const column of layers.columns) placeColumn(graph, column, y, (id) => levelWithSources(graph, layers, id, y));
  const top = y.get(graph.start) ?? 0;
  const places = new Map<string, [number, number]>();
  for (const [rank, column] of layers.columns.entries()) {
    for (const id of column) places.set(id, [rank * (STEP_WIDTH + COLUMN_GAP), y.get(id)! - top]);
  }
  clearLanes(graph, places);
  return new Map([...places].map(([id, [x, y]]) => [id, onGrid({ x, y })]));
}

/** The y at which the wires into the step run straight, on average; null if no step of the column before leads to it. */
function levelWithSources(graph: Graph, { sources, rank }: Layers, id: string, y: Placed): number | null {
  const near = sources.get(id)!.filter((from) => rank.get(from)! === rank.get(id)! - 1);
  const levels = near.flatMap((from) =>
    graph.steps.get(from)!.exits.flatMap((exit) => (exit.target === id ? [y.get(from)! + exit.y - ENTRY_Y] : [])),
  );
  return mean(levels);
}

function levelWithTargets(graph: Graph, { rank }: Layers, id: string, y: Placed): number | null {
  const near = graph.steps.get(id)!.exits.filter(({ target }) => rank.get(target)! === rank.get(id)! + 1);
  // The first exit is the main one: its wire runs straight.
  const main = near[0];
  return main ? y.get(main.target)! + ENTRY_Y - main.y : null;
}

/** Places the steps of a column as near to their preferred y as they fit without overlap; their order stays. */
function placeColumn(graph: Graph, column: string[], y: Placed, preferred: (id: string) => number | null): void {
  type Block = { ids: string[]; sum: number; count: number; height: number };
  const blocks: Block[] = [];
  const startOf = (block: Block) => block.sum / block.count;
  for (const id of column) {
    const last = blocks.at(-1);
    const wanted = preferred(id) ?? y.get(id) ?? (last ? startOf(last) + last.height : 0);
    const height = graph.steps.get(id)!.height + ROW_GAP;
    let block: Block = { ids: [id], sum: wanted, count: 1, height };
    // Steps that would overlap become one block, placed at the mean of its members' preferred places.
    for (let above = blocks.at(-1); above && startOf(above) + above.height > startOf(block); above = blocks.at(-1)) {
      blocks.pop();
      block = {
        ids: [...above.ids, ...block.ids],
        sum: above.sum + block.sum - above.height * block.count,
        count: above.count + block.count,
        height: above.height + block.height,
      };
    }
    blocks.push(block);
  }
  for (const block of blocks) {
    let at = startOf(block);
    for (const id of block.ids) {
      y.set(id, at);
      at += graph.steps.get(id)!.height + ROW_GAP;
    }
  }
}

function mean(values: number[]): number | null {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}
