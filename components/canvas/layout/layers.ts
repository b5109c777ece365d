import { type Graph, readingOrder } from "./graph";

export type Layers = {
  /** Steps of each column, top to bottom. */
  columns: string[][];
  /** Column of each step. */
  rank: ReadonlyMap<string, number>;
  /** For each step, the steps of earlier columns that lead to it. */
  sources: ReadonlyMap<string, string[]>;
};

const SWEEPS = 6;

/**
 * Columns of a flow: each step stands to the right of all steps that lead to it (loops back are ignored), and within its
 * column where its wires cross least.
 */
export function layersOf(graph: Graph): Layers {
  const order = forwardOrder(graph);
  const place = new Map(order.map((id, index) => [id, index]));
  const sources = new Map<string, string[]>(order.map((id) => [id, []]));
  const rank = new Map<string, number>();
  for (const id of order) {
    const own = Math.max(-1, ...sources.get(id)!.map((from) => rank.get(from)!)) + 1;
    rank.set(id, own);
    for (const { target } of graph.steps.get(id)!.exits) {
      if (place.get(target)! > place.get(id)!) sources.get(target)!.push(id);
    }
  }
  // A step that nothing leads to stands one column before its targets, not in the first column.
  for (const id of order) {
    const targets = graph.steps.get(id)!.exits.map(({ target }) => rank.get(target)!);
    if (id === graph.start || sources.get(id)!.length > 0 || targets.length === 0) continue;
    rank.set(id, Math.max(0, Math.min(...targets) - 1));
    for (const { target } of graph.steps.get(id)!.exits) {
      if (rank.get(target)! > rank.get(id)! && !sources.get(target)!.includes(id)) sources.get(target)!.push(id);
    }
  }
  joinLastColumn(graph, sources, rank);
  const columns: string[][] = [];
  for (const id of order) {
    const column = rank.get(id)!;
    columns[column] ??= [];
    columns[column].push(id);
  }
  return { columns: uncross(graph, columns, sources), rank, sources };
}

/** Ends that several steps lead to stand below the last column, instead of making the flow one column wider. */
function joinLastColumn(graph: Graph, sources: ReadonlyMap<string, string[]>, rank: Map<string, number>): void {
  const isEnd = (id: string) => graph.steps.get(id)!.exits.length === 0;
  const last = [...rank].reduce((most, [id, own]) => (isEnd(id) ? most : Math.max(most, own)), 0);
  if (last === 0) return;
  for (const [id, own] of rank) if (isEnd(id) && own > last && new Set(sources.get(id)).size > 1) rank.set(id, last);
}

/** Reverse postorder of a depth-first search: every step comes before its targets, except for loops. Unreached steps follow. */
function forwardOrder(graph: Graph): string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  for (const root of readingOrder(graph)) {
    if (seen.has(root)) continue;
    seen.add(root);
    const finished: string[] = [];
    const path = [{ id: root, next: 0 }];
    while (path.length > 0) {
      const at = path.at(-1)!;
      const exits = graph.steps.get(at.id)!.exits;
      // The last exit first: reversed, the steps of the first exit then come first.
      const exit = exits[exits.length - 1 - at.next++];
      if (!exit) {
        finished.push(at.id);
        path.pop();
      } else if (!seen.has(exit.target)) {
        seen.add(exit.target);
        path.push({ id: exit.target, next: 0 });
      }
    }
    order.push(...finished.reverse());
  }
  return order;
}

/** Orders each column by the mean place of its neighbours, in sweeps that alternate between forwards and backwards. */
function uncross(graph: Graph, columns: string[][], sources: ReadonlyMap<string, string[]>): string[][] {
  let sorted = columns;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const place = new Map<string, number>();
    const recordPlaces = (column: string[]) => {
      for (const [index, id] of column.entries()) place.set(id, index / column.length);
      return column;
    };
    const forwards = sweep % 2 === 0;
    for (const column of sorted) recordPlaces(column);
    const byNeighbours = (column: string[]) => {
      const preferred = new Map(
        column.map((id) => [id, placeAmong(graph, sources, place, id, forwards) ?? place.get(id)!]),
      );
      return recordPlaces(column.toSorted((a, b) => preferred.get(a)! - preferred.get(b)!));
    };
    sorted = forwards ? sorted.map(byNeighbours) : sorted.toReversed().map(byNeighbours).reverse();
  }
  return sorted;
}

function placeAmong(
  graph: Graph,
  sources: ReadonlyMap<string, string[]>,
  place: ReadonlyMap<string, number>,
  id: string,
  forwards: boolean,
): number | null {
  const places = forwards
    ? sources.get(id)!.map((from) => {
        const exits = graph.steps.get(from)!.exits;
        // A small offset for each exit keeps the exits of one step in order.
        return place.get(from)! + exits.findIndex(({ target }) => target === id) / (exits.length + 1) / 1000;
      })
    : graph.steps.get(id)!.exits.map(({ target }) => place.get(target)!);
  return places.length ? places.reduce((sum, one) => sum + one, 0) / places.length : null;
}
