import { type Graph, readingOrder } from "./graph";

export type Layers = {
  /** Steps of each column, top to bottom. */
  columns: string[][];
  /** Column of each step. */
  rank: ReadonlyMap<string, number>;
  /** What leads to a step from an earlier column. */
  sources: ReadonlyMap<string, string[]>;
};

const SWEEPS = 6;

/**
 * Columns of a flow: each step stands right of all that lead to it, loops back aside, and within its column where its
 * wires cross least.
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
  // What nothing leads to stands right before what it leads to, not at the very beginning.
  for (const id of order) {
    const targets = graph.steps.get(id)!.exits.map(({ target }) => rank.get(target)!);
    if (id === graph.start || sources.get(id)!.length > 0 || targets.length === 0) continue;
    rank.set(id, Math.max(0, Math.min(...targets) - 1));
    for (const { target } of graph.steps.get(id)!.exits) {
      if (rank.get(target)! > rank.get(id)! && !sources.get(target)!.includes(id)) sources.get(target)!.push(id);
    }
  }
  const columns: string[][] = [];
  for (const id of order) {
    const column = rank.get(id)!;
    columns[column] ??= [];
    columns[column].push(id);
  }
  return { columns: uncross(graph, columns, sources), rank, sources };
}

/** Depth first, and backwards as steps are left: every step before those it leads to, save for loops. Then what is not reached. */
function forwardOrder(graph: Graph): string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  for (const root of readingOrder(graph)) {
    if (seen.has(root)) continue;
    seen.add(root);
    const left: string[] = [];
    const path = [{ id: root, next: 0 }];
    while (path.length > 0) {
      const at = path.at(-1)!;
      const exits = graph.steps.get(at.id)!.exits;
      // The last exit first: backwards, the first one's steps then come first.
      const exit = exits[exits.length - 1 - at.next++];
      if (!exit) {
        left.push(at.id);
        path.pop();
      } else if (!seen.has(exit.target)) {
        seen.add(exit.target);
        path.push({ id: exit.target, next: 0 });
      }
    }
    order.push(...left.reverse());
  }
  return order;
}

/** Orders each column by the mean place of its neighbours, sweeping to and fro. */
function uncross(graph: Graph, columns: string[][], sources: ReadonlyMap<string, string[]>): string[][] {
  let sorted = columns;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const place = new Map<string, number>();
    const note = (column: string[]) => {
      for (const [index, id] of column.entries()) place.set(id, index / column.length);
      return column;
    };
    const forwards = sweep % 2 === 0;
    for (const column of sorted) note(column);
    const byNeighbours = (column: string[]) => {
      const wish = new Map(column.map((id) => [id, placeAmong(graph, sources, place, id, forwards) ?? place.get(id)!]));
      return note(column.toSorted((a, b) => wish.get(a)! - wish.get(b)!));
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
        // Exits of one step keep their order: each a small part further down.
        return place.get(from)! + exits.findIndex(({ target }) => target === id) / (exits.length + 1) / 1000;
      })
    : graph.steps.get(id)!.exits.map(({ target }) => place.get(target)!);
  return places.length ? places.reduce((sum, one) => sum + one, 0) / places.length : null;
}
