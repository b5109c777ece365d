import { type Box, boundsOf, type Point } from "../layout/geometry";
import { boxOf, isNear, type PositionOf, routeMeets, routeOf } from "../scene/cull";
import type { NoteNode, StepNode, Wire } from "../scene/project";
import type { Colours } from "./colours";
import { type Brush, drawLabels, drawStep, isMap } from "./draw-step";

export type PictureContent = {
  nodes: readonly (StepNode | NoteNode)[];
  wires: readonly Wire[];
  at: PositionOf;
  isSelected: (id: string) => boolean;
  /** A path of exits is shown: all other wires are painted faintly. */
  pathShown: boolean;
};

/** The thinnest line that the eye can follow, in pixels of the screen. */
const MIN_LINE = 0.75;

/** How much wider a wire is than others for each level of its figure, from nothing on; as in canvas.css. */
const WIDER = [1, 1, 1.3, 2, 2.7];

/** Paints the part of the flow that lies in the region. The context's unit is one flow pixel. */
export function drawPicture(context: CanvasRenderingContext2D, content: PictureContent, region: Box, brush: Brush) {
  const { zoom, colours } = brush;
  const { nodes, wires, at, isSelected } = content;
  const notes = nodes.filter((node) => node.type === "note");
  for (const note of notes) if (isNear(note, region)) drawNote(context, note, isSelected(note.id), colours);
  drawWires(context, wires, at, region, zoom, colours, content.pathShown);
  context.textBaseline = "middle";
  const steps = nodes.filter((node) => node.type === "step" && isNear(node, region)) as StepNode[];
  for (const step of steps) drawStep(context, step, isSelected(step.id), brush);
  if (!isMap(zoom)) return;
  const all = boundsOf(nodes.map(boxOf));
  drawLabels(context, steps, all.x + all.width, brush);
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
  const plain: (readonly Point[])[] = [];
  const highlighted: (readonly Point[])[] = [];
  const faults: (readonly Point[])[] = [];
  const added: (readonly Point[])[] = [];
  const removed: (readonly Point[])[] = [];
  const levels: (readonly Point[])[][] = WIDER.map(() => []);
  for (const wire of wires) {
    const route = routeOf(wire, at);
    if (!routeMeets(route, region)) continue;
    const { state, fault, change, figure } = wire.data ?? { state: "plain", fault: false };
    if (figure && state !== "path") levels[figure.level]?.push(route);
    else if (change) (change === "added" ? added : removed).push(route);
    else (fault ? faults : state === "plain" ? plain : highlighted).push(route);
  }
  const stroke = (routes: readonly (readonly Point[])[], colour: string, alpha: number, dashes: number[]) => {
    context.beginPath();
    for (const route of routes)
      for (const [index, { x, y }] of route.entries()) index ? context.lineTo(x, y) : context.moveTo(x, y);
    context.setLineDash(dashes);
    context.strokeStyle = colour;
    context.globalAlpha = alpha;
    context.stroke();
  };
  const width = Math.max(3, MIN_LINE / zoom);
  context.lineWidth = width;
  const alpha = pathShown ? 0.35 : 1;
  stroke(plain, colours.wire, alpha, []);
  stroke(faults, colours.bad, alpha, [8, 8]);
  stroke(highlighted, colours.accent, 1, []);
  stroke(added, colours.good, 1, []);
  stroke(removed, colours.bad, 1, [8, 8]);
  for (const [level, routes] of levels.entries()) {
    context.lineWidth = width * WIDER[level]!;
    stroke(routes, level > 0 ? colours.accent : colours.wire, pathShown || level === 0 ? 0.35 : 1, []);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}
