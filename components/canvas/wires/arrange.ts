import { type Direction, type Graph, readingOrder } from "../layout/graph";
import { type Positions, positionsOf } from "../layout/positions";
import { type Ways, wiresOf } from "./wires-of";

/** Where everything is: the steps in reading order, their places, and the ways of the wires. */
export type Arrangement = { order: readonly string[]; positions: Positions; ways: Ways };

/** The room between steps is made so many times as large as it must be at least, until every wire has a way of its own. */
const ROOM = [1, 1.5, 2.5, 4];

/**
 * Places every step (by hand where a person has put it) and finds the ways of all wires. `before`: their ways in the same direction
 * until now, which stay where steps are placed by hand and nothing has come into their way.
 */
export function arrange(
  graph: Graph,
  byHand: Readonly<Record<string, [number, number]>>,
  direction: Direction,
  before: Ways | null = null,
): Arrangement {
  const order = readingOrder(graph);
  const isAutomatic = order.every((id) => byHand[id] === undefined);
  const attempt = (room: number): Arrangement => {
    const positions = positionsOf(graph, order, byHand, direction, room);
    return { order, positions, ways: wiresOf(graph, order, positions, direction, isAutomatic ? null : before) };
  };
  let arrangement = attempt(ROOM[0]!);
  for (const room of isAutomatic ? ROOM.slice(1) : []) {
    if (!arrangement.ways.crowded) break;
    arrangement = attempt(room);
  }
  return arrangement;
}
