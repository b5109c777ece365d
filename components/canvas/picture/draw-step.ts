import type { Point } from "../layout/geometry";
import { boxOf } from "../scene/cull";
import type { StepNode } from "../scene/project";
import { borderOf, type Colours, fillOf } from "./colours";
import { drawIcon, type Icons } from "./icons";
import { linesOf } from "./text-lines";

/** How steps are painted: at which zoom, in which colours, and with which icons. */
export type Brush = { zoom: number; colours: Colours; icons: Icons };

/** Below this zoom a step has no room for its name: the picture is then a map, with the names of some steps. */
const MAP = 0.2;
/** In pixels of the screen, at every zoom. */
const NAME_SIZE = 11;
const NAME_LINE = 13;
const ICON = 13;
const COUNT_SIZE = 10;
const PADDING = 4;
const MAP_ICON = 11;
const LABEL_SIZE = 10;
/** On the map names take at most this room, and keep clear of one another. */
const LABEL = { width: 100, height: 14 };
/** Above a step's box. */
const LABEL_RISE = 5;
/** The thinnest line that the eye can follow. */
const MIN_LINE = 0.75;

const BAR = 12;
const WEIGHT = 600;

export const isMap = (zoom: number): boolean => zoom < MAP;

/** A step with its icon, its name and the number of its exits, which have the same size on the screen at every zoom. */
export function drawStep(context: CanvasRenderingContext2D, step: StepNode, selected: boolean, brush: Brush): void {
  const { zoom, colours } = brush;
  const { x, y, width, height } = boxOf(step);
  const {
    shape: { group },
    outline,
  } = step.data;
  const line = Math.max(selected || outline ? 5 : 2, (outline ? 2 * MIN_LINE : MIN_LINE) / zoom);
  context.fillStyle = borderOf(step, selected, colours);
  context.fillRect(x, y, width, height);
  context.fillStyle = isMap(zoom) ? colours[`${group}-wash`] : fillOf(step, colours);
  context.fillRect(x + line, y + line, width - 2 * line, height - 2 * line);
  if (isMap(zoom)) drawOnMap(context, step, brush);
  else {
    context.fillStyle = colours[group];
    context.fillRect(x + line, y + line, BAR, height - 2 * line);
    drawContent(context, step, brush);
  }
  if (step.data.problems?.errors) {
    const radius = Math.max(10, 3 / zoom);
    context.fillStyle = colours.bad;
    context.beginPath();
    context.arc(x + width - radius, y + radius, radius, 0, 2 * Math.PI);
    context.fill();
  }
}

function drawContent(context: CanvasRenderingContext2D, step: StepNode, { zoom, colours, icons }: Brush): void {
  const { x, y, width, height } = boxOf(step);
  const { icon, group, name, exits } = step.data.shape;
  const px = 1 / zoom;
  const left = x + BAR + PADDING * px;
  const shape = icon && icons.get(icon);
  if (shape)
    drawIcon(context, shape, [left + (ICON / 2) * px, y + (PADDING + ICON / 2) * px], ICON * px, colours[group]);
  const nameLeft = left + (ICON + PADDING) * px;
  const count = exits.length > 0 ? `${exits.length} →` : "";
  const font = { weight: WEIGHT, family: colours.font };
  const most = Math.max(1, Math.floor((height - 2 * PADDING * px) / (NAME_LINE * px)));
  const lines = linesOf(context, font, name, {
    size: NAME_SIZE * px,
    width: x + width - PADDING * px - nameLeft,
    most,
  });
  context.font = `${WEIGHT} ${NAME_SIZE * px}px ${colours.font}`;
  context.fillStyle = colours.ink;
  for (const [index, text] of lines.entries())
    context.fillText(text, nameLeft, y + (PADDING + NAME_LINE * (index + 0.5)) * px);
  if (count === "" || (lines.length + 1) * NAME_LINE + PADDING > height * zoom) return;
  context.font = `${COUNT_SIZE * px}px ${colours.font}`;
  context.fillStyle = colours.quiet;
  context.textAlign = "right";
  context.fillText(count, x + width - PADDING * px, y + height - (PADDING + COUNT_SIZE / 2) * px);
  context.textAlign = "left";
}

function drawOnMap(context: CanvasRenderingContext2D, step: StepNode, { zoom, colours, icons }: Brush): void {
  const { x, y, width, height } = boxOf(step);
  const { icon, group, exits } = step.data.shape;
  const px = 1 / zoom;
  const shape = icon && icons.get(icon);
  const counts = exits.length > 1 && width * zoom > 22;
  const middle = x + width / 2 - (counts ? 5 * px : 0);
  if (shape) drawIcon(context, shape, [middle, y + height / 2], MAP_ICON * px, colours[group]);
  if (!counts) return;
  context.font = `${8 * px}px ${colours.font}`;
  context.fillStyle = colours.quiet;
  context.fillText(String(exits.length), middle + (MAP_ICON / 2 + 2) * px, y + height / 2);
}

/**
 * The names of the steps with the most exits, over the map: as many as there is room for. The first step is named first. None goes
 * beyond `right`, the flow's right edge, where the picture and often the window end: it ends there instead.
 */
export function drawLabels(
  context: CanvasRenderingContext2D,
  steps: readonly StepNode[],
  right: number,
  { zoom, colours }: Brush,
): void {
  const px = 1 / zoom;
  const taken = new Map<string, Point[]>();
  const font = { weight: WEIGHT, family: colours.font };
  const [first, ...rest] = steps;
  if (!first) return;
  context.font = `${WEIGHT} ${LABEL_SIZE * px}px ${colours.font}`;
  const weightOf = (step: StepNode) => step.data.shape.exits.length;
  for (const step of [first, ...rest.toSorted((a, b) => weightOf(b) - weightOf(a))]) {
    const { x: left, y } = boxOf(step);
    const width = LABEL.width * px;
    const isLast = left + width > right;
    if (!takesRoom(taken, { x: (isLast ? right - width : left) * zoom, y: y * zoom })) continue;
    const size = LABEL_SIZE * px;
    const x = isLast ? right : left;
    context.textAlign = isLast ? "right" : "left";
    const [text = ""] = linesOf(context, font, step.data.shape.name, { size, width, most: 1 });
    context.strokeStyle = colours.page;
    context.lineWidth = 3 * px;
    context.lineJoin = "round";
    context.strokeText(text, x, y - LABEL_RISE * px);
    context.fillStyle = colours.ink;
    context.fillText(text, x, y - LABEL_RISE * px);
  }
  context.textAlign = "left";
}

/** Takes the room of a name that begins there, in pixels of the screen; false if another one has part of it. */
function takesRoom(taken: Map<string, Point[]>, { x, y }: Point): boolean {
  const [column, row] = [Math.floor(x / LABEL.width), Math.floor(y / LABEL.height)];
  for (const near of [-1, 0, 1])
    for (const beside of [-1, 0, 1])
      for (const other of taken.get(`${column + near} ${row + beside}`) ?? [])
        if (Math.abs(other.x - x) < LABEL.width && Math.abs(other.y - y) < LABEL.height) return false;
  const field = `${column} ${row}`;
  taken.set(field, [...(taken.get(field) ?? []), { x, y }]);
  return true;
}
