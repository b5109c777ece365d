import type { IconName } from "@/engine/contract";

/** The icons' lines, in units of a 24th of an icon's side. */
export type Icons = ReadonlyMap<IconName, Path2D>;

const SIDE = 24;

/** Reads the icons from an element in which each stands with its name in `data-icon`. */
export function iconsIn(element: Element): Icons {
  const found = [...element.querySelectorAll<HTMLElement>("[data-icon]")];
  return new Map(found.map((one) => [one.dataset.icon as IconName, pathOf(one.querySelector("svg"))]));
}

/** Draws an icon around a point. */
export function drawIcon(
  context: CanvasRenderingContext2D,
  icon: Path2D,
  [x, y]: readonly [number, number],
  size: number,
  colour: string,
): void {
  context.save();
  context.translate(x - size / 2, y - size / 2);
  context.scale(size / SIDE, size / SIDE);
  context.strokeStyle = colour;
  context.lineWidth = 2.5;
  context.lineCap = "round";
  context.lineJoin = "round";
  context.stroke(icon);
  context.restore();
}

function pathOf(svg: SVGElement | null): Path2D {
  const path = new Path2D();
  for (const shape of svg?.children ?? []) addShape(path, shape);
  return path;
}

function addShape(path: Path2D, shape: Element): void {
  const number = (name: string) => Number(shape.getAttribute(name) ?? 0);
  switch (shape.tagName) {
    case "path":
      path.addPath(new Path2D(shape.getAttribute("d") ?? ""));
      break;
    case "circle":
      path.moveTo(number("cx") + number("r"), number("cy"));
      path.arc(number("cx"), number("cy"), number("r"), 0, 2 * Math.PI);
      break;
    case "rect":
      path.roundRect(number("x"), number("y"), number("width"), number("height"), number("rx"));
      break;
    case "line":
      path.moveTo(number("x1"), number("y1"));
      path.lineTo(number("x2"), number("y2"));
      break;
    case "polyline":
    case "polygon":
      path.addPath(new Path2D(`M${shape.getAttribute("points") ?? ""}${shape.tagName === "polygon" ? "Z" : ""}`));
      break;
  }
}
