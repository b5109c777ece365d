import type { Draft } from "../draft";

/** A step is 240 px wide; this leaves room for the names on the edges between two. */
const COLUMN = 320;
export const ROW = 160;

/** Where a step fits to the right of another: below what already stands there. Null if the other has no position. */
export function placeAfter(draft: Draft, step: string): [number, number] | null {
  const at = draft.layout[step];
  return at ? freePlace(draft, [at[0] + COLUMN, at[1]]) : null;
}

/** The nearest free place from `wanted` downwards. */
function freePlace(draft: Draft, [x, y]: readonly [number, number]): [number, number] {
  const near = Object.entries(draft.layout)
    .filter(([id, [left]]) => Object.hasOwn(draft.steps, id) && Math.abs(left - x) < COLUMN)
    .map(([, [, top]]) => top)
    .sort((a, b) => a - b);
  return [x, near.reduce((free, top) => (Math.abs(top - free) < ROW ? top + ROW : free), y)];
}
