import { type Box, type Point, STEP_WIDTH } from "../layout/geometry";
import { type Direction, type Graph, MAX_ENTRIES } from "../layout/graph";
import { wireId } from "../layout/ids";
import { entriesOf, type Side } from "./entries";
import { type Found, keptWays } from "./kept-ways";
import { Obstacles } from "./obstacles";
import { cutRoute, plainRoute } from "./route";
import { Router } from "./router";

/** The way of one wire: its corners from the exit to where it enters the step. Of one that is `cut` only the beginning is drawn. */
export type Way = { points: Point[]; entry: Point; cut: boolean };

export type Ways = {
  get(wire: string): Way | undefined;
  /** The whole way of a wire that is cut. It keeps clear of the steps, and of the other wires where there is room. */
  whole(wire: string): Way | undefined;
  /** For some wire there was too little room: it runs along another. */
  crowded: boolean;
  /** What the ways were found for. */
  found: Found;
};

type Positions = ReadonlyMap<string, readonly [number, number]>;
type Ask = { id: string; source: string; from: Point; target: string };

/**
 * The ways of all wires: around every step, and none on another. `order` is the flow's reading order; the wires of a step turn
 * one before the other, so that they do not cross. `before`: the ways in the same direction until now. Where only a few steps have
 * been moved since, wires that they are not in the way of keep theirs; a flow that is opened anew finds all of them again.
 */
export function wiresOf(
  { steps }: Graph,
  order: readonly string[],
  positions: Positions,
  direction: Direction,
  before: Ways | null = null,
): Ways {
  const boxes = new Map<string, Box>();
  for (const [id, { width, height }] of steps) {
    const [x, y] = positions.get(id)!;
    boxes.set(id, { x, y, width, height });
  }
  const asks = order.flatMap((source) => {
    const [x, y] = positions.get(source)!;
    return steps.get(source)!.exits.map(
      (exit): Ask => ({
        id: wireId({ step: source, exit: exit.id }),
        source,
        from: { x: x + STEP_WIDTH, y: y + exit.y },
        target: exit.target,
      }),
    );
  });
  const side = direction === "down" ? "top" : "left";
  const entries = entriesByWire(asks, boxes, side);
  const obstacles = new Obstacles(boxes.values());
  const drawn = inDrawingOrder(asks, boxes).filter(({ id }) => entries.has(id));
  const find = (kept: ReadonlyMap<string, Point[]>) => findAll(obstacles, asks, drawn, entries, side, kept);
  const kept = before ? keptWays(before.found, asks, { boxes, entries }) : NONE;
  const around = find(kept);
  // Ways that are kept can leave too little room for the others, where there was room for all.
  const { router, found, late } = around.late.length > 0 && kept.size > 0 && !before?.crowded ? find(NONE) : around;
  const byId = new Map(asks.map((ask) => [ask.id, ask]));
  const wayOf = (ask: Ask, points: Point[] | undefined, entry: Point): Way => {
    const corners = points ?? plainRoute(ask.from, entry);
    return { points: corners, entry: corners.at(-1)!, cut: false };
  };
  return {
    crowded: late.length > 0,
    found: { boxes, entries, own: new Map([...found].filter(([id]) => !late.some((ask) => ask.id === id))) },
    get(wire) {
      const ask = byId.get(wire);
      if (!ask) return undefined;
      const entry = entries.get(wire);
      if (entry) return wayOf(ask, found.get(wire), entry);
      return { points: cutRoute(ask.from), entry: middleEntry(boxes.get(ask.target)!, side), cut: true };
    },
    whole(wire) {
      const ask = byId.get(wire);
      if (!ask) return undefined;
      const entry = middleEntry(boxes.get(ask.target)!, side);
      return wayOf(ask, router.find(wire, ask.from, entry, side)?.points, entry);
    },
  };
}

const NONE: ReadonlyMap<string, Point[]> = new Map();

/** A wire that found no way of its own is asked before all others, so many times. */
const ROUNDS = 6;
/** Where nearly all ways are kept: who has put a step there waits for it. */
const ROUNDS_AFTER_A_MOVE = 2;

/** The ways of the wires in that order, after those that keep theirs; `late` are the ones that had to run along others. */
function findAll(
  obstacles: Obstacles,
  all: readonly Ask[],
  order: readonly Ask[],
  entries: ReadonlyMap<string, Point>,
  side: Side,
  kept: ReadonlyMap<string, Point[]>,
) {
  const most = kept.size > 0 ? ROUNDS_AFTER_A_MOVE : ROUNDS;
  let asks = [...order.filter(({ id }) => kept.has(id)), ...order.filter(({ id }) => !kept.has(id))];
  for (let round = 1; ; round++) {
    const router = new Router(obstacles);
    // Each wire leaves its step in one line, which no wire before it may block.
    for (const { id, from } of all) router.take(id, cutRoute(from));
    const found = new Map<string, Point[]>();
    const late: Ask[] = [];
    for (const ask of asks) {
      const own = kept.get(ask.id);
      if (own && router.isFree(ask.id, own)) {
        found.set(ask.id, own);
        router.take(ask.id, own);
        continue;
      }
      const way = router.find(ask.id, ask.from, entries.get(ask.id)!, side);
      if (way?.shares !== false) late.push(ask);
      if (!way) continue;
      found.set(ask.id, way.points);
      router.take(ask.id, way.points);
    }
    if (late.length === 0 || round === most) return { router, found, late };
    asks = [...late, ...asks.filter((ask) => !late.includes(ask))];
  }
}

function middleEntry(box: Box, side: Side): Point {
  return entriesOf(box, 1, side)[0]!;
}

/** Where each wire enters its step; a wire that is cut has no entry. */
function entriesByWire(asks: readonly Ask[], boxes: ReadonlyMap<string, Box>, side: Side): Map<string, Point> {
  const byTarget = Map.groupBy(asks, ({ target }) => target);
  const entries = new Map<string, Point>();
  for (const [target, all] of byTarget) {
    const drawn = all.length > MAX_ENTRIES ? all.slice(0, 1) : all;
    const inOrder = side === "top" ? drawn.toSorted(byX) : drawn.toSorted(byY);
    const points = entriesOf(boxes.get(target)!, drawn.length, side);
    for (const [index, { id }] of inOrder.entries()) entries.set(id, points[index]!);
  }
  return entries;
}

const byY = (a: Ask, b: Ask): number => a.from.y - b.from.y;
const byX = (a: Ask, b: Ask): number => a.from.x - b.from.x || b.from.y - a.from.y;

/** Of a step's wires that lead down, the lowest comes first and turns nearest to the step; of those that lead up, the highest. */
function inDrawingOrder(asks: readonly Ask[], boxes: ReadonlyMap<string, Box>): Ask[] {
  const bySource = Map.groupBy(asks, ({ source }) => source);
  return [...bySource.values()].flatMap((own) => {
    const down = own.filter(({ from, target }) => boxes.get(target)!.y + boxes.get(target)!.height / 2 > from.y);
    const up = own.filter((ask) => !down.includes(ask));
    return [...down.reverse(), ...up];
  });
}
