import type { Edge, Node } from "@xyflow/react";
import type { Registry } from "@/engine/contract";
import type { Draft } from "@/engine/edit/draft";
import { exitY, type Point, STEP_WIDTH } from "../layout/geometry";
import { type Direction, type Graph, graphOf, isSameGraph, placedShape } from "../layout/graph";
import { type ExitOf, type Note, noteKey, wireId } from "../layout/ids";
import type { StepShape } from "../layout/step-shape";
import { type Arrangement, arrange } from "../wires/arrange";
import { ENTRY_OFFSETS, entriesOf, entryHandle } from "../wires/entries";
import type { Way, Ways } from "../wires/wires-of";
import { type StepFigure, sameStepFigure, sameWireFigure, type WireFigure } from "./figures";
import { type ComparedWires, GONE, type Outline, sameOutline } from "./outline";

export type Mark = "live" | "done" | "failed";
export type ProblemCount = { errors: number; warnings: number };

export type StepData = {
  shape: StepShape;
  problems: ProblemCount | undefined;
  mark: Mark | undefined;
  figure: StepFigure | undefined;
  outline: Outline | undefined;
  /** For each exit, the name of the step it leads to, where its wire is one of several to that step; else null. */
  leadsTo: readonly (string | null)[];
};
export type WireData = {
  /** The exit's height in its step, in flow pixels. */
  exitY: number;
  /** Where the wire enters its step, from the step's corner. */
  entry: Point;
  /** The corners of the wire's way, for as long as both of its steps stay in their places. */
  points: readonly Point[];
  /** Only the beginning is drawn: too many wires lead to the same step. */
  cut: boolean;
  state: "plain" | "highlighted" | "path";
  fault: boolean;
  /** In a comparison: the wire is new, or gone. */
  change: "added" | "removed" | undefined;
  figure: WireFigure | undefined;
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
  /** What is written at steps, by their ids, and on wires, by `wireId`. */
  stepFigures?: ReadonlyMap<string, StepFigure> | undefined;
  wireFigures?: ReadonlyMap<string, WireFigure> | undefined;
  outlines?: ReadonlyMap<string, Outline> | undefined;
  compared?: ComparedWires | undefined;
  direction: Direction;
};

export type Projection = Arrangement & {
  nodes: (StepNode | NoteNode)[];
  wires: Wire[];
  graph: Graph;
  direction: Direction;
  byId: ReadonlyMap<string, StepNode | NoteNode>;
  selection: ReadonlySet<string>;
  /** Steps that are running now. */
  live: ReadonlySet<string>;
  of: Draft;
};

/** Where a wire that is gone enters its step: no way was looked for, since it may lie under those that have replaced it. */
const [GONE_ENTRY] = entriesOf({ x: 0, y: 0 }, 1, "left") as [Point];
const NOTE_SIZE: [number, number] = [208, 120];

/**
 * The draft as nodes and edges. A node or wire that looks as it did before is the same object as before, so that only the
 * changed ones render: the cost of an edit does not grow with the flow.
 */
export function project(registry: Registry, input: ProjectionInput, before: Projection | null): Projection {
  const { draft, direction } = input;
  const { graph, order, positions, ways } = geometryOf(registry, input, before);
  const known = before?.byId ?? new Map<string, StepNode | NoteNode>();
  const knownWires = new Map(before?.wires.map((wire) => [wire.id, wire]));
  const onPath = new Set(input.path?.map(wireId));
  const nodes: Projection["nodes"] = draft.notes.map((note) => noteNode(note, input, known.get(noteKey(note.id))));
  const wires: Wire[] = [];
  const crowded = crowdedSteps(graph);
  for (const id of order) {
    const shape = placedShape(registry, draft, id);
    const leadsTo = shape.exits.map(({ target }) =>
      target !== null && crowded.has(target) ? nameOf(draft, target) : null,
    );
    nodes.push(stepNode(id, { shape, leadsTo }, positions.get(id)!, input, known.get(id)));
    for (const [row, exit] of shape.exits.entries()) {
      if (exit.target === null || !Object.hasOwn(draft.steps, exit.target)) continue;
      const key = wireId({ step: id, exit: exit.id });
      const highlighted = input.selection.has(id) || input.selection.has(exit.target);
      const state = onPath.has(key) ? "path" : highlighted ? "highlighted" : "plain";
      const [x, y] = positions.get(exit.target)!;
      const { points, entry, cut } = shownWay(ways, key, onPath.has(key) || input.selection.has(id));
      const data: WireData = {
        exitY: exitY(shape.lines, row),
        entry: { x: entry.x - x, y: entry.y - y },
        points,
        cut,
        state,
        fault: exit.kind === "fault",
        change: changeOf(key, input.compared),
        figure: input.wireFigures?.get(key),
      };
      wires.push(wire(key, id, exit.target, data, knownWires.get(key)));
    }
    wires.push(...goneWires(id, shape, input, knownWires));
  }
  const same = before !== null && sameList(before.nodes, nodes);
  return {
    nodes: same ? before.nodes : nodes,
    wires: before && sameList(before.wires, wires) ? before.wires : wires,
    graph,
    order,
    positions,
    ways,
    direction,
    byId: same ? before.byId : new Map(nodes.map((node) => [node.id, node])),
    selection: input.selection,
    live: new Set(nodes.flatMap((node) => (node.type === "step" && node.data.mark === "live" ? node.id : []))),
    of: draft,
  };
}

function changeOf(wire: string, compared: ComparedWires | undefined): WireData["change"] {
  if (compared?.added.has(wire)) return "added";
  return compared?.removed.has(wire) ? "removed" : undefined;
}

/** The wires from a step that a comparison shows as gone, as far as the step still has their exits. */
function goneWires(
  step: string,
  shape: StepShape,
  { draft, compared }: ProjectionInput,
  known: ReadonlyMap<string, Wire>,
): Wire[] {
  return (compared?.gone ?? []).flatMap(({ target, ...exit }) => {
    const row = shape.exits.findIndex(({ id }) => id === exit.exit);
    if (exit.step !== step || row === -1 || !Object.hasOwn(draft.steps, target)) return [];
    const key = wireId(exit) + GONE;
    const data: WireData = {
      ...{
        exitY: exitY(shape.lines, row),
        entry: GONE_ENTRY,
        points: [],
        cut: false,
        state: "plain",
        change: "removed",
        figure: undefined,
      },
      fault: shape.exits[row]?.kind === "fault",
    };
    return [wire(key, step, target, data, known.get(key))];
  });
}

type Geometry = Arrangement & { graph: Graph };

/** Where everything is. It is the same object as before unless a step, an exit or a place has changed. */
function geometryOf(registry: Registry, { draft, direction }: ProjectionInput, before: Projection | null): Geometry {
  const fresh =
    before?.of.steps === draft.steps && before.of.start === draft.start && before.of.on_hang_up === draft.on_hang_up
      ? before.graph
      : graphOf(registry, draft);
  const graph = before && isSameGraph(before.graph, fresh) ? before.graph : fresh;
  if (before && graph === before.graph && before.of.layout === draft.layout && before.direction === direction)
    return before;
  const ways = before?.direction === direction ? before.ways : null;
  return { graph, ...arrange(graph, draft.layout, direction, ways) };
}

/** So many wires to one step are hard to follow: their exits name it. */
const CROWD = 3;

function crowdedSteps({ steps }: Graph): Set<string> {
  const counts = new Map<string, number>();
  for (const { exits } of steps.values())
    for (const { target } of exits) counts.set(target, (counts.get(target) ?? 0) + 1);
  return new Set([...counts].flatMap(([id, count]) => (count >= CROWD ? id : [])));
}

function shownWay(ways: Ways, wire: string, whole: boolean): Way {
  const way = ways.get(wire)!;
  return way.cut && whole ? (ways.whole(wire) ?? way) : way;
}

const nameOf = (draft: Draft, step: string): string => draft.steps[step]?.name ?? step;

function stepNode(
  id: string,
  { shape, leadsTo }: Pick<StepData, "shape" | "leadsTo">,
  [x, y]: [number, number],
  { selection, problems, marks, stepFigures, outlines }: ProjectionInput,
  known: Projection["nodes"][number] | undefined,
): StepNode {
  const same = known?.type === "step" ? known : undefined;
  const fresh: StepData = {
    shape,
    problems: problems.get(id),
    mark: marks?.get(id),
    figure: stepFigures?.get(id),
    outline: outlines?.get(id),
    leadsTo,
  };
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
 * The graph library's handles of a step. Existing wires leave from the one at the step's corner and add their exit's height
 * (`exitY`), because a step seen from afar draws no exits. The exits' own handles are only for drawing new wires.
 */
function handlesOf(shape: StepShape): NonNullable<StepNode["handles"]> {
  const spot = { width: 1, height: 1 };
  const corner = { x: 0, y: 0, width: 0, height: 0 };
  return [
    ...ENTRY_HANDLES,
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

/** One for each place at which a wire may enter a step, so that its end can be taken hold of there. */
const ENTRY_HANDLES = ENTRY_OFFSETS.map((at) => ({
  id: entryHandle(at),
  type: "target" as const,
  position: "left" as never,
  ...at,
  width: 0,
  height: 0,
}));

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
    known.data.cut === data.cut &&
    samePoints(known.data.points, data.points) &&
    samePoints([known.data.entry], [data.entry]) &&
    known.data.state === data.state &&
    known.data.fault === data.fault &&
    known.data.change === data.change &&
    sameWireFigure(known.data.figure, data.figure)
  )
    return known;
  return {
    id,
    type: "wire",
    source,
    target,
    targetHandle: entryHandle(data.entry),
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
    sameStepFigure(a.figure, b.figure) &&
    sameOutline(a.outline, b.outline) &&
    sameList(a.leadsTo, b.leadsTo) &&
    a.problems?.errors === b.problems?.errors &&
    a.problems?.warnings === b.problems?.warnings
  );
}

const MARK_WORDS = { live: "running now", done: "done", failed: "failed" } as const;

function ariaLabelOf({ shape, problems, mark, outline, figure }: StepData): string {
  const open = shape.exits.filter(({ kind, target }) => kind === "mandatory" && target === null);
  return [
    `${shape.name}, ${shape.component}`,
    outline?.text,
    mark && MARK_WORDS[mark],
    figure?.text,
    problems?.errors && `${problems.errors} ${problems.errors === 1 ? "error" : "errors"}`,
    problems?.warnings && `${problems.warnings} ${problems.warnings === 1 ? "warning" : "warnings"}`,
    open.length > 0 && `not connected: ${open.map(({ label }) => label).join(", ")}`,
  ]
    .filter(Boolean)
    .join(", ");
}

function samePoints(a: readonly Point[], b: readonly Point[]): boolean {
  return a === b || (a.length === b.length && a.every(({ x, y }, index) => x === b[index]!.x && y === b[index]!.y));
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
