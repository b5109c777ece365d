import { isNear, passes, type Whereabouts, wayOf } from "./cull";
import type { Box, Point, Size } from "./geometry";
import type { NoteNode, Projection, StepNode, Wire } from "./project";

type Node = StepNode | NoteNode;
export type Held = { position?: Point; size?: Size };

/** What the graph library is given to draw. */
export type Scene = { nodes: Node[]; wires: Wire[] };

export type SceneOf = {
  projection: Projection;
  /** Dragged or resized now. */
  held: ReadonlyMap<string, Held> | null;
  /** Chosen by a press that still lasts; null: as the flow says. */
  chosen: ReadonlySet<string> | null;
};

/** More than so many selected, dragged or running steps are left to the picture when seen from afar. */
export const FEW = 60;

/**
 * Steps and wires near the view. What the library must know but nobody sees is hidden: ends of wires, so that these can
 * be drawn, and all that is selected, so that it moves along and can be given up.
 */
export function nearScene({ projection, held, chosen }: SceneOf, region: Box): Scene {
  const at = whereabouts(projection, held);
  const wires = projection.wires.filter((wire) => passes(wayOf(wire, at), region));
  const ends = endsOf(wires);
  const nodes: Node[] = [];
  // In the flow's order, hidden or not: an element that comes to stand before others has React move all of those.
  for (const one of projection.nodes) {
    const node = shown(one, held, chosen);
    if (held?.has(one.id) || isNear(node, region)) nodes.push(node);
    else if (node.selected || ends.has(one.id)) nodes.push(hidden(node));
  }
  return { nodes, wires };
}

/**
 * From afar the flow is a picture. Elements are only what is dealt with: the step under the pointer or with the focus, what
 * is selected, dragged or running, with the wires that follow them.
 */
export function farScene({ projection, held, chosen }: SceneOf, busy: ReadonlySet<string>): Scene {
  const selected = chosen ?? projection.selection;
  const drawn = new Set(busy);
  if (held === null || held.size <= FEW) for (const id of held?.keys() ?? []) drawn.add(id);
  if (selected.size <= FEW) for (const id of selected) drawn.add(id);
  if (projection.live.size <= FEW) for (const id of projection.live) drawn.add(id);
  const follow = (id: string) => (busy.has(id) || held?.has(id) === true) && drawn.has(id);
  const wires = projection.wires.filter(
    ({ source, target, data }) => follow(source) || follow(target) || data?.state === "path",
  );
  const ends = endsOf(wires);
  const nodes: Node[] = [];
  for (const one of projection.nodes) {
    if (drawn.has(one.id)) nodes.push(shown(one, held, chosen));
    else if (selected.has(one.id) || ends.has(one.id)) nodes.push(hidden(shown(one, held, chosen)));
  }
  return { nodes, wires };
}

/** The scene after what is held has moved on: nothing else is looked at, however large the flow. */
export function movedScene({ nodes, wires }: Scene, { held, chosen }: SceneOf): Scene {
  return { nodes: nodes.map((node) => (held?.has(node.id) ? shown(node, held, chosen) : node)), wires };
}

export function whereabouts({ byId }: Projection, held: ReadonlyMap<string, Held> | null): Whereabouts {
  return (id) => held?.get(id)?.position ?? byId.get(id)?.position;
}

/** A node as it is to be drawn now. */
export function shown(node: Node, held: SceneOf["held"], chosen: SceneOf["chosen"]): Node {
  const { position = node.position, size } = held?.get(node.id) ?? {};
  const selected = chosen ? chosen.has(node.id) : node.selected === true;
  if (position === node.position && !size && selected === node.selected) return node;
  return { ...node, position, selected, ...(size ? { ...size, measured: size } : {}) } as Node;
}

const hiddenTwins = new WeakMap<Node, Node>();

/** The same object each time: the library draws again what it does not know. */
function hidden(node: Node): Node {
  let twin = hiddenTwins.get(node);
  if (!twin) {
    twin = { ...node, hidden: true } as Node;
    hiddenTwins.set(node, twin);
  }
  return twin;
}

function endsOf(wires: readonly Wire[]): Set<string> {
  return new Set(wires.flatMap(({ source, target }) => [source, target]));
}
