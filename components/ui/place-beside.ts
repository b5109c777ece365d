export type Side = "top" | "right";

const GAP = 6;
/** The least distance to the window's edge. */
const MARGIN = 8;

/** Places a fixed element beside another one: on the given side, or on the opposite one if it does not fit. */
export function placeBeside(floating: HTMLElement, other: Element, side: Side): void {
  const { offsetWidth: width, offsetHeight: height } = floating;
  const { left, right, top, bottom } = other.getBoundingClientRect();
  const above = top - GAP - height;
  const after = right + GAP;
  const wanted =
    side === "top"
      ? { x: (left + right - width) / 2, y: above >= MARGIN ? above : bottom + GAP }
      : { x: after + width + MARGIN <= window.innerWidth ? after : left - GAP - width, y: (top + bottom - height) / 2 };
  floating.style.left = `${within(wanted.x, width, window.innerWidth)}px`;
  floating.style.top = `${within(wanted.y, height, window.innerHeight)}px`;
}

function within(at: number, size: number, available: number): number {
  return Math.max(MARGIN, Math.min(at, available - size - MARGIN));
}
