import { STEP_WIDTH } from "./geometry";
import type { Direction, Graph } from "./graph";
import type { Layers } from "./layers";

/** A step's place: a column, a line of steps, and its distance from the line's top in flow pixels. */
export type Cell = { column: number; line: number; offset: number };
export type Grid = {
  cells: Map<string, Cell>;
  /** Of each line, in flow pixels. */
  heights: number[];
  columns: number;
};

/** A flow is wrapped after so many layers, whichever of these shows it largest: few, so that it is seldom wrapped anew. */
const LENGTHS = [4, 6, 9, 13, 18, 25, 35, 50];
/** The canvas that flows are wrapped for, in pixels of the screen. */
const ROOM = { width: 920, height: 680 };
/** A further line must show the flow this much larger. */
const WORTH = 1.1;
/** What a step takes up with the room around it, about. */
const PITCH = { width: STEP_WIDTH + 88, gap: 64 };

/** The layers in groups: the lines of a flow that is read across, or the columns of one that is read down. */
export function bandsOf(graph: Graph, { columns }: Layers, direction: Direction): string[][][] {
  const wrapped = LENGTHS.filter((length) => length < columns.length).map((length) => groupsOf(columns, length));
  const sizeOf = direction === "across" ? sizeAcross : sizeDown;
  const zoomOf = (bands: string[][][]) => {
    const { width, height } = sizeOf(graph, bands);
    return Math.min(1, ROOM.width / width, ROOM.height / height);
  };
  let best = [columns];
  let zoom = zoomOf(best);
  for (const bands of wrapped.reverse()) {
    const own = zoomOf(bands);
    if (own < zoom * WORTH) continue;
    best = bands;
    zoom = own;
  }
  return best;
}

function groupsOf<T>(list: readonly T[], length: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / length) }, (_, group) =>
    list.slice(group * length, (group + 1) * length),
  );
}

function sizeAcross(graph: Graph, bands: string[][][]) {
  const columnHeight = (ids: string[]) => sum(ids.map((id) => graph.steps.get(id)!.height + PITCH.gap));
  return {
    width: most(bands.map(({ length }) => length)) * PITCH.width,
    height: sum(bands.map((columns) => most(columns.map(columnHeight)))),
  };
}

function sizeDown(graph: Graph, bands: string[][][]) {
  const lines = most(bands.map(({ length }) => length));
  const lineHeight = (line: number) =>
    most(bands.flatMap((rows) => (rows[line] ?? []).map((id) => graph.steps.get(id)!.height))) + PITCH.gap;
  return {
    width: sum(bands.map((rows) => most(rows.map(({ length }) => length)))) * PITCH.width,
    height: sum(Array.from({ length: lines }, (_, line) => lineHeight(line))),
  };
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);
const most = (values: number[]): number => values.reduce((high, value) => Math.max(high, value), 0);
