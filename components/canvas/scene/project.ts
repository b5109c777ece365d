import type { Edge, Node } from "@xyflow/react";
import type { Registry } from "@/engine/contract";
import type { Draft } from "@/engine/edit/draft";
import { ENTRY_Y, exitY, STEP_WIDTH } from "../layout/geometry";
import { graphOf, placedShape, readingOrder } from "../layout/graph";
import { type ExitOf, type Note, noteKey, wireId } from "../layout/ids";
import { positionsOf } from "../layout/positions";
import type { StepShape } from "../layout/step-shape";
import { turnsOf } from "../layout/turns";

export type Mark = "live" | "done" | "failed";
export type ProblemCount = { errors: number; warnings: number };

export type StepData = {
  shape: StepShape;
  problems: ProblemCount | undefined;
  mark: Mark | undefined;
  heat: number | undefined;
};
export type WireData = {
  /** The exit's height in its step, and the distance from the step at which the wire turns; in flow pixels. */
  exitY: number;
  turn: number;
  state: "plain" | "highlighted" | "path";
  fault: boolean;
};
export type StepNode = Node<StepData, "step">;
export type NoteNode = Node<{ note: Note }, "note">;
export type Wire = Edge<WireData, "wire">;

export type ProjectionInput = {
  draft: Draft;
  selection: ReadonlySet<string>;
  problems: ReadonlyMap<string, ProblemCount>;
  path: readonly ExitOf[] | null;
  marks: ReadonlyMap<string, Mark> | undefined;
  heat: ReadonlyMap<string, number> | undefined;
};

export type Projection = {
  nodes: (StepNode | NoteNode)[];
  wires: Wire[];
  positions: ReadonlyMap<string, [number, number]>;
  /** Positions that the draft's layout does not contain; kept for as long as the canvas is mounted. */
  automatic: ReadonlyMap<string, [number, number]>;
  byId: ReadonlyMap<string, StepNode | NoteNode>;
  selection: ReadonlySet<string>;
  /** Steps that are running now. */
  live: ReadonlySet<string>;
  of: Draft;
};

const NOTE_SIZE: [number, number] = [208, 120];

/**
 * The draft as nodes and edges. A node or wire that looks as it did before is the same object as before, so that only the
 * changed ones render: the cost of an edit does not grow with the flow.
 */
export function project(registry: Registry, input: ProjectionInput, before: Projection | null): Projection {
  const { draft } = input;
  const moved =
    before?.of.layout !== draft.layout || before.of.steps !== draft.steps || before.of.start !== draft.start;
  const { positions, automatic } = moved ? positionsOf(registry, draft, before?.automatic) : before;
  const known = before?.byId ?? new Map<string, StepNode | NoteNode>();
  const knownWires = new Map(before?.wires.map((wire) => [wire.id, wire]));
  const onPath = new Set(input.path?.map(wireId));
  const nodes: Projection["nodes"] = draft.notes.map((note) => noteNode(note, input, known.get(noteKey(note.id))));
  const wires: Wire[] = [];
  for (const id of readingOrder(graphOf(registry, draft))) {
    const shape = placedShape(registry, draft, id);
    nodes.push(stepNode(id, shape, positions.get(id)!, input, known.get(id)));
    const turns = turnsOf(shape, positions.get(id)!, positions);
    for (const [row, exit] of shape.exits.entries()) {
      if (exit.target === null || !Object.hasOwn(draft.steps, exit.target)) continue;
      const key = wireId({ step: id, exit: exit.id });
      const highlighted = input.selection.has(id) || input.selection.has(exit.target);
      const data: WireData = {
        exitY: exitY(shape.lines, row),
        turn: turns[row]!,
        state: onPath.has(key) ? "path" : highlighted ? "highlighted" : "plain",
        fault: exit.kind === "fault",
      };
      wires.push(wire(key, id, exit.target, data, knownWires.get(key)));
    }
  }
  const same = before !== null && sameList(before.nodes, nodes);
  return {
    nodes: same ? before.nodes : nodes,
    wires: before && sameList(before.wires, wires) ? before.wires : wires,
    positions,
    automatic,
    byId: same ? before.byId : new Map(nodes.map((node) => [node.id, node])),
    selection: input.selection,
    live: new Set(nodes.flatMap((node) => (node.type === "step" && node.data.mark === "live" ? node.id : []))),
    of: draft,
  };
}

function stepNode(
  id: string,
  shape: StepShape,
  [x, y]: [number, number],
  { selection, problems, marks, heat }: ProjectionInput,
  known: Projection["nodes"][number] | undefined,
): StepNode {
  const same = known?.type === "step" ? known : undefined;
  const fresh: StepData = { shape, problems: problems.get(id), mark: marks?.get(id), heat: heat?.get(id) };
  const data = same && sameData(same.data, fresh) ? same.data : fresh;
  const selected = selection.has(id);
  if (same && same.data === data && same.selected === selected && same.position.x === x && same.position.y === y)
    return same;
  const { height } = shape;
  return {
    id,
    type: "step",
    position: { x, y },
    selected,
    data,
    width: STEP_WIDTH,
    height,
    measured: { width: STEP_WIDTH, height },
    ariaLabel: ariaLabelOf(fresh),
    // Given, not measured, so that wires can be drawn to steps that are not drawn.
    handles: same && same.data.shape === shape && same.handles ? same.handles : handlesOf(shape),
  };
}

/**
 * The graph library's handles of a step. Existing wires use the one at the step's corner and add their exit's height
 * (`exitY`), because a step seen from afar draws no exits. The exits' own handles are only for drawing new wires.
 */
function handlesOf(shape: StepShape): NonNullable<StepNode["handles"]> {
  const spot = { width: 1, height: 1 };
  const corner = { x: 0, y: 0, width: 0, height: 0 };
  return [
    { type: "target", position: "left" as never, ...corner, y: ENTRY_Y },
    { type: "source", position: "right" as never, ...corner },
    ...shape.exits.map(({ id }, row) => ({
      id,
      type: "source" as const,
      position: "right" as never,
      x: STEP_WIDTH - 1,
      y: exitY(shape.lines, row) - 0.5,
      ...spot,
    })),
  ];
}

function noteNode(
  note: Note,
  { selection }: ProjectionInput,
  known: Projection["nodes"][number] | undefined,
): NoteNode {
  const id = noteKey(note.id);
  const same = known?.type === "note" ? known : undefined;
  const selected = selection.has(id);
  if (same && same.data.note === note && same.selected === selected) return same;
  const [x, y] = note.position;
  const [width, height] = note.size ?? NOTE_SIZE;
  return {
    id,
    type: "note",
    position: { x, y },
    selected,
    width,
    height,
    measured: { width, height },
    zIndex: -1,
    data: same && same.data.note === note ? same.data : { note },
    ariaLabel: `Note: ${note.text || "empty"}`,
  };
}

function wire(id: string, source: string, target: string, data: WireData, known: Wire | undefined): Wire {
  if (
    known?.data &&
    known.target === target &&
    known.data.exitY === data.exitY &&
    known.data.turn === data.turn &&
    known.data.state === data.state &&
    known.data.fault === data.fault
  )
    return known;
  return {
    id,
    type: "wire",
    source,
    target,
    data,
    reconnectable: data.fault ? false : "target",
    selectable: false,
    zIndex: data.state === "plain" ? 0 : 1,
  };
}

function sameData(a: StepData, b: StepData): boolean {
  return (
    a.shape === b.shape &&
    a.mark === b.mark &&
    a.heat === b.heat &&
    a.problems?.errors === b.problems?.errors &&
    a.problems?.warnings === b.problems?.warnings
  );
}

const MARK_WORDS = { live: "running now", done: "done", failed: "failed" } as const;

function ariaLabelOf({ shape, problems, mark }: StepData): string {
  const open = shape.exits.filter(({ kind, target }) => kind === "mandatory" && target === null);
  return [
    `${shape.name}, ${shape.component}`,
    mark && MARK_WORDS[mark],
    problems?.errors && `${problems.errors} ${problems.errors === 1 ? "error" : "errors"}`,
    problems?.warnings && `${problems.warnings} ${problems.warnings === 1 ? "warning" : "warnings"}`,
    open.length > 0 && `not connected: ${open.map(({ label }) => label).join(", ")}`,
  ]
    .filter(Boolean)
    .join(", ");
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
