import type { Box, Point, Size } from "../layout/geometry";
import { isNear, type PositionOf, routeMeets, routeOf } from "./cull";
import type { NoteNode, Projection, StepNode, Wire } from "./project";

type Node = StepNode | NoteNode;
/** What a drag or a resize changes on a node before it is an edit. */
export type Dragged = { position?: Point; size?: Size };

/** The nodes and wires that the graph library draws. */
export type Scene = { nodes: Node[]; wires: Wire[] };

type SceneInput = {
  projection: Projection;
  /** What is dragged or resized now. */
  dragged: ReadonlyMap<string, Dragged> | null;
  /** Selected by a press that has not ended; null: the projection's selection holds. */
  pendingSelection: ReadonlySet<string> | null;
};

/** From afar, more selected, dragged or running steps than this have no elements and are only painted. */
export const FEW = 60;

/**
 * The steps and wires in the region. Two kinds of nodes outside of it are included as hidden ones: the ends of drawn wires,
 * without which the library draws no wire, and the selected nodes, which the library moves and deselects with the others.
 */
export function nearScene({ projection, dragged, pendingSelection }: SceneInput, region: Box): Scene {
  const positionOf = positionLookup(projection, dragged);
  const wires = projection.wires.filter((wire) => routeMeets(routeOf(wire, positionOf), region));
  const ends = endsOf(wires);
  const nodes: Node[] = [];
  // In the flow's order, hidden or not: if a node came in before others, React would move all elements behind it.
  for (const one of projection.nodes) {
    const node = asDrawn(one, dragged, pendingSelection);
    if (dragged?.has(one.id) || isNear(node, region)) nodes.push(node);
    else if (node.selected || ends.has(one.id)) nodes.push(hiddenCopy(node));
  }
  return { nodes, wires };
}

/**
 * From afar the flow is painted as a picture. Only these are elements: the `busy` steps (hovered, focused), the selected, the
 * dragged and the running ones, and the wires that move with them.
 */
export function farScene({ projection, dragged, pendingSelection }: SceneInput, busy: ReadonlySet<string>): Scene {
  const selected = pendingSelection ?? projection.selection;
  const drawn = new Set(busy);
  if (dragged === null || dragged.size <= FEW) for (const id of dragged?.keys() ?? []) drawn.add(id);
  if (selected.size <= FEW) for (const id of selected) drawn.add(id);
  if (projection.live.size <= FEW) for (const id of projection.live) drawn.add(id);
  const follow = (id: string) => (busy.has(id) || dragged?.has(id) === true) && drawn.has(id);
  const wires = projection.wires.filter(
    ({ source, target, data }) => follow(source) || follow(target) || data?.state === "path",
  );
  const ends = endsOf(wires);
  const nodes: Node[] = [];
  for (const one of projection.nodes) {
    if (drawn.has(one.id)) nodes.push(asDrawn(one, dragged, pendingSelection));
    else if (selected.has(one.id) || ends.has(one.id)) nodes.push(hiddenCopy(asDrawn(one, dragged, pendingSelection)));
  }
  return { nodes, wires };
}

/** The scene after a move of the dragged nodes; it costs no more in a large flow. */
export function movedScene({ nodes, wires }: Scene, { dragged, pendingSelection }: SceneInput): Scene {
  return {
    nodes: nodes.map((node) => (dragged?.has(node.id) ? asDrawn(node, dragged, pendingSelection) : node)),
    wires,
  };
}

/** Looks up a node's current place: the dragged one, else the projection's. */
export function positionLookup({ byId }: Projection, dragged: ReadonlyMap<string, Dragged> | null): PositionOf {
  return (id) => dragged?.get(id)?.position ?? byId.get(id)?.position;
}

/** The node with its dragged place and size and its pending selection. */
export function asDrawn(
  node: Node,
  dragged: SceneInput["dragged"],
  pendingSelection: SceneInput["pendingSelection"],
): Node {
  const { position = node.position, size } = dragged?.get(node.id) ?? {};
  const selected = pendingSelection ? pendingSelection.has(node.id) : node.selected === true;
  if (position === node.position && !size && selected === node.selected) return node;
  return { ...node, position, selected, ...(size ? { ...size, measured: size } : {}) } as Node;
}

const hiddenCopies = new WeakMap<Node, Node>();

/** The same object each time: the library renders a node again whenever its object is a new one. */
function hiddenCopy(node: Node): Node {
  let copy = hiddenCopies.get(node);
  if (!copy) {
    copy = { ...node, hidden: true } as Node;
    hiddenCopies.set(node, copy);
  }
  return copy;
}

function endsOf(wires: readonly Wire[]): Set<string> {
  return new Set(wires.flatMap(({ source, target }) => [source, target]));
}
