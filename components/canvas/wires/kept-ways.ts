import type { Box, Point } from "../layout/geometry";

/** What ways were found for, and found. */
export type Found = {
  boxes: ReadonlyMap<string, Box>;
  entries: ReadonlyMap<string, Point>;
  /** Of every wire that has a way of its own. */
  own: ReadonlyMap<string, Point[]>;
};

/** Where more steps have been moved than these, hardly a way would stay. */
const FEW = 20;

/**
 * The ways that still lead from their exits to their entries; the router says which of them a step has come to stand in. To find the
 * ways of a thousand steps takes longer than a frame, and nearly all of them stay when a person puts one step elsewhere.
 */
export function keptWays(
  before: Found,
  wires: readonly { id: string; from: Point }[],
  { boxes, entries }: Pick<Found, "boxes" | "entries">,
): Map<string, Point[]> {
  const moved = [...boxes].filter(([id, box]) => !isSameBox(before.boxes.get(id), box));
  const kept = new Map<string, Point[]>();
  if (moved.length > FEW) return kept;
  for (const { id, from } of wires) {
    const points = before.own.get(id);
    const isInPlace =
      isSamePoint(points?.[0], from) && isSamePoint(before.entries.get(id), entries.get(id)) && entries.has(id);
    if (points && isInPlace) kept.set(id, points);
  }
  return kept;
}

function isSamePoint(a: Point | undefined, b: Point | undefined): boolean {
  return a?.x === b?.x && a?.y === b?.y;
}

function isSameBox(a: Box | undefined, b: Box): boolean {
  return a?.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}
