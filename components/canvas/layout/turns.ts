import { ENTRY_Y, exitY, GRID } from "./geometry";
import type { StepShape } from "./step-shape";

/** The nearest turn lies beyond the "+" of an open exit. */
const FIRST = 5 * GRID;
const APART = GRID;

/**
 * How far from the step each exit's wire turns. Of the wires that go down, the lowest exit turns first; of those that go up,
 * the highest: so no two wires of a step cross. Exits to the same step share a turn, and their wires run as one.
 */
export function turnsOf(
  shape: StepShape,
  [, top]: readonly [number, number],
  positions: ReadonlyMap<string, readonly [number, number]>,
): number[] {
  const rows = shape.exits.map(({ target }, row) => {
    const to = target === null ? undefined : positions.get(target);
    return { target, down: to !== undefined && to[1] + ENTRY_Y > top + exitY(shape.lines, row), up: to !== undefined };
  });
  const lanesBelow = lanes(rows.toReversed().filter(({ down }) => down));
  const lanesAbove = lanes(rows.filter(({ down, up }) => up && !down));
  return rows.map(({ target, down }) => FIRST + ((down ? lanesBelow : lanesAbove).get(target) ?? 0) * APART);
}

function lanes(rows: { target: string | null }[]): Map<string | null, number> {
  const targets = [...new Set(rows.map(({ target }) => target))];
  return new Map(targets.map((target, lane) => [target, lane]));
}
