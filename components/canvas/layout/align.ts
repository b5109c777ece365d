import { type Box, boundsOf } from "./geometry";
import type { Move } from "./positions";

export type Alignment = "left" | "center" | "right" | "top" | "middle" | "bottom" | "across" | "down";
type PlacedBox = Box & { id: string };

/** Lines boxes up along an edge or axis, or spaces them evenly. Returns only the boxes that move. */
export function align(boxes: readonly PlacedBox[], how: Alignment): Move[] {
  const bounds = boundsOf(boxes);
  const even = how === "across" || how === "down" ? evenly(boxes, how) : null;
  return boxes.flatMap((box) => {
    const x = even && how === "across" ? even.get(box.id)! : alongX(box, bounds, how);
    const y = even && how === "down" ? even.get(box.id)! : alongY(box, bounds, how);
    return x === box.x && y === box.y ? [] : [{ step: box.id, position: [Math.round(x), Math.round(y)] }];
  });
}

function alongX(box: Box, bounds: Box, how: Alignment): number {
  if (how === "left") return bounds.x;
  if (how === "center") return bounds.x + (bounds.width - box.width) / 2;
  if (how === "right") return bounds.x + bounds.width - box.width;
  return box.x;
}

function alongY(box: Box, bounds: Box, how: Alignment): number {
  if (how === "top") return bounds.y;
  if (how === "middle") return bounds.y + (bounds.height - box.height) / 2;
  if (how === "bottom") return bounds.y + bounds.height - box.height;
  return box.y;
}

/** Keeps the first and the last box in place and makes the gaps between all boxes equal. */
function evenly(boxes: readonly PlacedBox[], how: "across" | "down"): Map<string, number> {
  const [from, size] = how === "across" ? (["x", "width"] as const) : (["y", "height"] as const);
  const sorted = boxes.toSorted((a, b) => a[from] - b[from]);
  const bounds = boundsOf(boxes);
  const gap = (bounds[size] - sorted.reduce((sum, box) => sum + box[size], 0)) / Math.max(1, sorted.length - 1);
  const places = new Map<string, number>();
  let at = bounds[from];
  for (const box of sorted) {
    places.set(box.id, at);
    at += box[size] + gap;
  }
  return places;
}
