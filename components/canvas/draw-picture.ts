import { boxOf, isNear, passes, type Whereabouts, wayOf } from "./cull";
import type { Box, Point } from "./geometry";
import { borderOf, type Look, planeOf } from "./picture-look";
import { linesOf } from "./picture-text";
import type { NoteNode, StepNode, Wire } from "./project";

export type Pictured = {
  nodes: readonly (StepNode | NoteNode)[];
  wires: readonly Wire[];
  at: Whereabouts;
  isSelected: (id: string) => boolean;
  /** Exits' paths are shown: other wires stand back. */
  pathShown: boolean;
};

/** Smaller than this on the screen, a name is a smear that costs more than all the rest. */
const LEAST_TEXT = 6;
export const NAME_SIZE = 24;
const NAME_LINE = 28;
const BAR = 12;
const GAP = 14;
const PADDING = 16;
/** The narrowest line on the screen, in its pixels: a thinner one is too faint to be followed. */
const LEAST_LINE = 0.75;

/** Draws the part of the flow that lies in the region; the context is in flow pixels. */
export function drawPicture(
  context: CanvasRenderingContext2D,
  pictured: Pictured,
  region: Box,
  zoom: number,
  look: Look,
) {
  const { nodes, wires, at, isSelected } = pictured;
  const notes = nodes.filter((node) => node.type === "note");
  for (const note of notes) if (isNear(note, region)) drawNote(context, note, isSelected(note.id), look);
  drawWires(context, wires, at, region, zoom, look, pictured.pathShown);
  const named = NAME_SIZE * zoom >= LEAST_TEXT;
  context.font = `600 ${NAME_SIZE}px ${look.font}`;
  context.textBaseline = "middle";
  for (const node of nodes)
    if (node.type === "step" && isNear(node, region)) drawStep(context, node, isSelected(node.id), zoom, named, look);
}

function drawNote(context: CanvasRenderingContext2D, note: NoteNode, selected: boolean, look: Look): void {
  const { x, y, width, height } = boxOf(note);
  context.fillStyle = look["warn-wash"];
  context.fillRect(x, y, width, height);
  context.lineWidth = selected ? 4 : 2;
  context.strokeStyle = selected ? look.accent : look.warn;
  context.globalAlpha = selected ? 1 : 0.3;
  context.strokeRect(x, y, width, height);
  context.globalAlpha = 1;
}

/** All wires that look the same are one path: a thousand strokes cost ten times as much. */
function drawWires(
  context: CanvasRenderingContext2D,
  wires: readonly Wire[],
  at: Whereabouts,
  region: Box,
  zoom: number,
  look: Look,
  pathShown: boolean,
): void {
  const rest: Point[][] = [];
  const lifted: Point[][] = [];
  const faults: Point[][] = [];
  for (const wire of wires) {
    const way = wayOf(wire, at);
    if (!passes(way, region)) continue;
    const { state, fault } = wire.data ?? { state: "rest", fault: false };
    (fault ? faults : state === "rest" ? rest : lifted).push(way);
  }
  const stroke = (ways: readonly Point[][], colour: string, alpha: number, dashes: number[]) => {
    context.beginPath();
    for (const way of ways)
      for (const [index, { x, y }] of way.entries()) index ? context.lineTo(x, y) : context.moveTo(x, y);
    context.setLineDash(dashes);
    context.strokeStyle = colour;
    context.globalAlpha = alpha;
    context.stroke();
  };
  context.lineWidth = Math.max(3, LEAST_LINE / zoom);
  const back = pathShown ? 0.35 : 1;
  stroke(rest, look.wire, back, []);
  stroke(faults, look.bad, back, [8, 8]);
  stroke(lifted, look.accent, 1, []);
  context.setLineDash([]);
  context.globalAlpha = 1;
}

function drawStep(
  context: CanvasRenderingContext2D,
  step: StepNode,
  selected: boolean,
  zoom: number,
  named: boolean,
  look: Look,
): void {
  const { x, y, width, height } = boxOf(step);
  const line = Math.max(selected ? 5 : 2, LEAST_LINE / zoom);
  context.fillStyle = borderOf(step, selected, look);
  context.fillRect(x, y, width, height);
  context.fillStyle = planeOf(step, look);
  context.fillRect(x + line, y + line, width - 2 * line, height - 2 * line);
  context.fillStyle = look[step.data.shape.group];
  context.fillRect(x + line, y + line, BAR, height - 2 * line);
  const left = x + line + BAR + GAP;
  if (named) {
    const lines = linesOf(context, step.data.shape.name, x + width - PADDING - left);
    context.fillStyle = look.ink;
    for (const [index, text] of lines.entries())
      context.fillText(text, left, y + height / 2 + (index - (lines.length - 1) / 2) * NAME_LINE);
  }
  if (step.data.problems?.errors) {
    context.fillStyle = look.bad;
    context.beginPath();
    context.arc(x + width - 18, y + 18, 10, 0, 2 * Math.PI);
    context.fill();
  }
}
