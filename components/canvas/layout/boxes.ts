import type { Box } from "./geometry";

/** Whether two boxes overlap, or come nearer to each other than `around`. */
export function meets(a: Box, b: Box, around = 0): boolean {
  return (
    a.x < b.x + b.width + around &&
    b.x < a.x + a.width + around &&
    a.y < b.y + b.height + around &&
    b.y < a.y + a.height + around
  );
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** The box widened on every side by a share of its own size. */
export function widened({ x, y, width, height }: Box, share: number): Box {
  return {
    x: x - width * share,
    y: y - height * share,
    width: width * (1 + 2 * share),
    height: height * (1 + 2 * share),
  };
}

/** The box widened on every side by a number of pixels. */
export function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** The box on whole pixels: with edges between pixels, what lies behind it would shine through there. */
export function onWholePixels({ x, y, width, height }: Box): Box {
  return { x: Math.floor(x), y: Math.floor(y), width: Math.ceil(width), height: Math.ceil(height) };
}

export function intersection(a: Box, b: Box): Box {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y),
  };
}
