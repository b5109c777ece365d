import type { Cell, Grid } from "./bands";
import { APART, COLUMN_GAP, FIRST_TURN, LAST_TURN, ROW_GAP, STEP_WIDTH } from "./geometry";
import { type Direction, type Graph, overfullSteps } from "./graph";

type Span = [from: number, to: number];

/**
 * Where the columns and the lines of the grid begin: apart from one another by as much as the wires between them need. Wires
 * turn beside the columns, and run from column to column between the lines.
 */
export function channelsOf(
  graph: Graph,
  grid: Grid,
  direction: Direction,
  room: number,
): { left: number[]; top: number[] } {
  const beside: Span[][] = Array.from({ length: grid.columns + 1 }, () => []);
  const between: Span[][] = Array.from({ length: grid.heights.length + 1 }, () => []);
  // Of the wires to these only one is drawn, and hardly needs room of its own.
  const overfull = overfullSteps(graph);
  for (const [id, { exits }] of graph.steps) {
    const from = grid.cells.get(id)!;
    for (const { y, target } of exits) {
      if (overfull.has(target)) continue;
      const to = grid.cells.get(target)!;
      const leaves = at(from, y);
      if (direction === "across" && to.line === from.line && to.column === from.column + 1) {
        beside[to.column]!.push([leaves, at(to, 0)]);
        continue;
      }
      // Between the lines: the wire's level is right above the line of its target, or below its own where that is the same.
      const gap = direction === "across" && to.line === from.line ? from.line + 1 : to.line;
      between[gap]!.push([from.column + 1, to.column]);
      beside[from.column + 1]!.push([leaves, gap * LINE]);
      if (direction === "across") beside[to.column]!.push([gap * LINE, at(to, 0)]);
    }
  }
  const width = (spans: Span[]) => Math.max(COLUMN_GAP, FIRST_TURN + LAST_TURN + APART * densityOf(spans) * room);
  const height = (spans: Span[]) => Math.max(ROW_GAP, 2 * LAST_TURN + APART * (densityOf(spans) + 1) * room);
  return {
    left: startsOf(
      beside,
      Array.from({ length: grid.columns }, () => STEP_WIDTH),
      width,
    ),
    top: startsOf(between, grid.heights, height),
  };
}

/** Heights are compared before the lines have places: this is more than any line is high. */
const LINE = 1_000_000;
const at = ({ line, offset }: Cell, y: number): number => line * LINE + offset + y + 1;

function startsOf(channels: Span[][], sizes: readonly number[], sizeOf: (spans: Span[]) => number): number[] {
  let start = 0;
  return sizes.map((_, index) => {
    if (index > 0) start += sizes[index - 1]! + sizeOf(channels[index]!);
    return start;
  });
}

/** The most spans that lie beside one another anywhere. */
function densityOf(spans: readonly Span[]): number {
  const ends = spans.flatMap(([a, b]): [number, number][] => [
    [Math.min(a, b), 1],
    [Math.max(a, b) + 0.5, -1],
  ]);
  ends.sort(([a, up], [b, down]) => a - b || down - up);
  let open = 0;
  let most = 0;
  for (const [, change] of ends) {
    open += change;
    most = Math.max(most, open);
  }
  return most;
}
