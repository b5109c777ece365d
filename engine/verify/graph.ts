import type { CallState, ExitSpec } from "../contract";
import { type Flow, faultTarget, targetOf } from "./flow";
import type { FlowPath } from "./problem";
import type { StepFacts } from "./step-facts";

/** What has become of the call on the way to a step; a step that can be met in several ways is several nodes. */
type PathState = {
  call: CallState;
  /** A step has dialled on the way. */
  dialled: boolean;
  /** An exit was taken after which the call may not be forwarded. */
  forward_forbidden: boolean;
  /** The way has broken a rule of calls already; what follows from that is not told again. */
  broken: boolean;
};

export type CallRule = "no_live_call" | "second_dial" | "dial_while_live" | "forward_forbidden";

export type Node = PathState & {
  index: number;
  facts: StepFacts;
  edges: Edge[];
  /** How it is reached first, and so by a shortest path; null for the start. */
  from: { node: Node; exit: string } | null;
  breaks: CallRule | null;
};

export type Edge = {
  exit: string;
  to: Node;
  /** True if everything the step sets is set; a fault or a hang-up may come before. */
  sets: boolean;
  /** True if it can be taken in the burst that entered the step. */
  instant: boolean;
};

/**
 * All ways through the flow, breadth first from its start: what is found first has a shortest path. At most 24 nodes a
 * step, in practice two or three.
 */
export function buildGraph(flow: Flow): Node[] {
  const nodes: Node[] = [];
  const known = new Map<string, Node>();
  const reach = (step: string, way: PathState, from: Node["from"]): Node | null => {
    const facts = flow.steps.get(step);
    // What leads back to a trigger is told where it does; a flow never goes on there.
    if (!facts || (from && facts.definition?.group === "trigger")) return null;
    const key = `${step} ${way.call} ${way.dialled} ${way.forward_forbidden} ${way.broken}`;
    const before = known.get(key);
    if (before) return before;
    const node: Node = { ...way, index: nodes.length, facts, edges: [], from, breaks: brokenRule(facts, way) };
    known.set(key, node);
    nodes.push(node);
    return node;
  };
  reach(flow.draft.start, { call: "none", dialled: false, forward_forbidden: false, broken: false }, null);
  // The list grows while it is read.
  for (const node of nodes) {
    for (const { exit, step, way, sets, instant } of transitionsFrom(flow, node)) {
      const to = reach(step, way, { node, exit });
      if (to) node.edges.push({ exit, to, sets, instant });
    }
  }
  return nodes;
}

function brokenRule(
  { definition }: StepFacts,
  { call, dialled, forward_forbidden, broken }: PathState,
): CallRule | null {
  if (!definition || broken) return null;
  if (definition.call === "needs_live" && call !== "live") return "no_live_call";
  if (definition.call === "dials" && call === "live") return "dial_while_live";
  if (definition.call === "dials" && dialled) return "second_dial";
  return definition.forwards && forward_forbidden ? "forward_forbidden" : null;
}

type Transition = { exit: string; step: string; way: PathState; sets: boolean; instant: boolean };

function transitionsFrom(flow: Flow, node: Node): Transition[] {
  const { facts } = node;
  const dials = facts.definition?.call === "dials";
  const way: PathState = {
    call: node.call,
    dialled: node.dialled || dials,
    forward_forbidden: node.forward_forbidden,
    broken: node.broken || node.breaks !== null,
  };
  const ways = wirableExits(facts).flatMap((exit): Transition[] => {
    const step = targetOf(facts.placed, exit.id);
    if (step === null) return [];
    const forward_forbidden = way.forward_forbidden || exit.forbids_forward === true;
    const after = { ...way, call: exit.call ?? way.call, forward_forbidden };
    return [{ exit: exit.id, step, way: after, sets: true, instant: exit.waits !== "always" }];
  });
  const fault = facts.definition?.call === "ends" ? null : faultTarget(facts);
  if (fault) {
    // A fault that follows an exit waits like it: else every menu that repeats itself would be a loop without a wait.
    const instant = wirableExits(facts).find(({ id }) => id === fault.exit)?.waits !== "always";
    const calls = dials ? (["none"] as const) : (facts.definition?.call_after_fault ?? [way.call]);
    for (const call of calls)
      ways.push({ exit: "error", step: fault.step, way: { ...way, call }, sets: false, instant });
  }
  const { on_hang_up } = flow.draft;
  if (on_hang_up !== null && node.call === "live" && facts.exits?.some((exit) => exit.waits))
    ways.push({
      exit: "contact_hung_up",
      step: on_hang_up,
      way: { ...way, call: "ended" },
      sets: false,
      instant: false,
    });
  return ways;
}

/** Exits that can be wired. Of a step whose own cannot be told, those that are, so that what follows is looked at too. */
function wirableExits({ exits, placed }: StepFacts): ExitSpec[] {
  return (
    exits?.filter((exit) => exit.kind !== "hidden") ??
    Object.keys(placed.exits).map((id) => ({ id, label: id, kind: "optional", waits: "always" }))
  );
}

/** A shortest path from the trigger to the node. */
export function pathTo(node: Node): FlowPath {
  const path: FlowPath = [{ step: node.facts.id, exit: "" }];
  for (let { from } = node; from; { from } = from.node) path.push({ step: from.node.facts.id, exit: from.exit });
  return path.reverse();
}

type Tree = ReadonlyMap<Node, { node: Node; exit: string }>;

/** How each node that the edges let through lead to is reached first from `start`, itself only if by a loop. */
export function shortestPathTree(start: Node, through: (edge: Edge, node: Node) => boolean, until?: Node): Tree {
  const tree = new Map<Node, { node: Node; exit: string }>();
  const queue = [start];
  for (const node of queue) {
    for (const edge of node.edges) {
      if (tree.has(edge.to) || !through(edge, node)) continue;
      tree.set(edge.to, { node, exit: edge.exit });
      if (edge.to === until) return tree;
      if (edge.to !== start) queue.push(edge.to);
    }
  }
  return tree;
}

/** The way from `start` to `end` in the tree, `end` itself left out; null if there is none. */
export function pathIn(tree: Tree, start: Node, end: Node): FlowPath | null {
  if (!tree.has(end)) return null;
  const path: FlowPath = [];
  let at = end;
  do {
    const from = tree.get(at);
    if (!from) return null;
    path.push({ step: from.node.facts.id, exit: from.exit });
    at = from.node;
  } while (at !== start);
  return path.reverse();
}
