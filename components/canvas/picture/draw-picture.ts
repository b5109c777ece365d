import type { Box, Point } from "../layout/geometry";
import { boxOf, isNear, type PositionOf, routeMeets, routeOf } from "../scene/cull";
import type { NoteNode, StepNode, Wire } from "../scene/project";
import { borderOf, type Colours, fillOf } from "./colours";
import { linesOf } from "./text-lines";

export type PictureContent = {
  nodes: readonly (StepNode | NoteNode)[];
  wires: readonly Wire[];
  at: PositionOf;
  isSelected: (id: string) => boolean;
  /** A path of exits is shown: all other wires are painted faintly. */
  pathShown: boolean;
};

/** A name smaller than this on the screen is unreadable and would cost more than the rest of the picture. */
const MIN_TEXT = 6;
const NAME_SIZE = 24;
const NAME_LINE = 28;
const BAR = 12;
const GAP = 14;
const PADDING = 16;
/** The thinnest line that the eye can follow, in pixels of the screen. */
const MIN_LINE = 0.75;

/** Paints the part of the flow that lies in the region. The context's unit is one flow pixel. */
export function drawPicture(
  context: CanvasRenderingContext2D,
  content: PictureContent,
  region: Box,
  zoom: number,
  colours: Colours,
) {
  const { nodes, wires, at, isSelected } = content;
  const notes = nodes.filter((node) => node.type === "note");
  for (const note of notes) if (isNear(note, region)) drawNote(context, note, isSelected(note.id), colours);
  drawWires(context, wires, at, region, zoom, colours, content.pathShown);
  const named = NAME_SIZE * zoom >= MIN_TEXT;
  context.font = `600 ${NAME_SIZE}px ${colours.font}`;
  context.textBaseline = "middle";
  for (const node of nodes)
    if (node.type === "step" && isNear(node, region))
      drawStep(context, node, isSelected(node.id), zoom, named, colours);
}

function drawNote(context: CanvasRenderingContext2D, note: NoteNode, selected: boolean, colours: Colours): void {
  const { x, y, width, height } = boxOf(note);
  context.fillStyle = colours["warn-wash"];
  context.fillRect(x, y, width, height);
  context.lineWidth = selected ? 4 : 2;
  context.strokeStyle = selected ? colours.accent : colours.warn;
  context.globalAlpha = selected ? 1 : 0.3;
  context.strokeRect(x, y, width, height);
  context.globalAlpha = 1;
}

/** Wires that look the same are stroked as one path: a thousand strokes cost ten times as much. */
function drawWires(
  context: CanvasRenderingContext2D,
  wires: readonly Wire[],
  at: PositionOf,
  region: Box,
  zoom: number,
  colours: Colours,
  pathShown: boolean,
): void {
  const plain: Point[][] = [];
  const highlighted: Point[][] = [];
  const faults: Point[][] = [];
  for (const wire of wires) {
    const route = routeOf(wire, at);
    if (!routeMeets(route, region)) continue;
    const { state, fault } = wire.data ?? { state: "plain", fault: false };
    (fault ? faults : state === "plain" ? plain : highlighted).push(route);
  }
  const stroke = (routes: readonly Point[][], colour: string, alpha: number, dashes: number[]) => {
    context.beginPath();
    for (const route of routes)
      for (const [index, { x, y }] of route.entries()) index ? context.lineTo(x, y) : context.moveTo(x, y);
    context.setLineDash(dashes);
    context.strokeStyle = colour;
    context.globalAlpha = alpha;
    context.stroke();
  };
  context.lineWidth = Math.max(3, MIN_LINE / zoom);
  const alpha = pathShown ? 0.35 : 1;
  stroke(plain, colours.wire, alpha, []);
  stroke(faults, colours.bad, alpha, [8, 8]);
  stroke(highlighted, colours.accent, 1, []);
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function drawStep(
  context: CanvasRenderingContext2D,
  step: StepNode,
  selected: boolean,
  zoom: number,
  named: boolean,
  colours: Colours,
): void {
  const { x, y, width, height } = boxOf(step);
  const line = Math.max(selected ? 5 : 2, MIN_LINE / zoom);
  context.fillStyle = borderOf(step, selected, colours);
  context.fillRect(x, y, width, height);
  context.fillStyle = fillOf(step, colours);
  context.fillRect(x + line, y + line, width - 2 * line, height - 2 * line);
  context.fillStyle = colours[step.data.shape.group];
  context.fillRect(x + line, y + line, BAR, height - 2 * line);
  const left = x + line + BAR + GAP;
  if (named) {
    const lines = linesOf(context, step.data.shape.name, x + width - PADDING - left);
    context.fillStyle = colours.ink;
    for (const [index, text] of lines.entries())
      context.fillText(text, left, y + height / 2 + (index - (lines.length - 1) / 2) * NAME_LINE);
  }
  if (step.data.problems?.errors) {
    context.fillStyle = colours.bad;
    context.beginPath();
    context.arc(x + width - 18, y + 18, 10, 0, 2 * Math.PI);
    context.fill();
  }
}
