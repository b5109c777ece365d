import type { CallState, Definition, ExitSpec } from "../contract";
import { type Flow, faultTarget, targetOf } from "./flow";
import type { FlowPath } from "./problem";
import type { StepFacts } from "./step-facts";

/** The call on a path to a step. A step that can be reached in several such states is several nodes. */
type PathState = {
  call: CallState;
  /** A step on the path has dialled. */
  dialled: boolean;
  /** The path took an exit after which the call may not be forwarded. */
  forward_forbidden: boolean;
  /** A machine is on the line, or nobody: the path took an exit that says so. */
  no_person: boolean;
  /** The path has already broken a rule of calls, so that what follows from it is not reported again. */
  broken: boolean;
};

export type CallRule = "no_live_call" | "second_dial" | "dial_while_live" | "forward_forbidden" | "no_person";

export type Node = PathState & {
  index: number;
  facts: StepFacts;
  edges: Edge[];
  /** The last edge of a shortest path to it; null for the start. */
  from: { node: Node; exit: string } | null;
  breaks: CallRule | null;
};

export type Edge = {
  exit: string;
  to: Node;
  /** True if the step has set all its variables; a fault or a hang-up can come before that. */
  sets: boolean;
  /** True if the exit can be taken in the burst that entered the step. */
  instant: boolean;
};

/**
 * The nodes of all paths through the flow, breadth first from its start, so that each is first found by a shortest path. At
 * most 48 nodes a step, in practice two or three.
 */
export function buildGraph(flow: Flow): Node[] {
  const nodes: Node[] = [];
  const known = new Map<string, Node>();
  const reach = (step: string, way: PathState, from: Node["from"]): Node | null => {
    const facts = flow.steps.get(step);
    // Exits to a trigger are problems of their own (leads_to_trigger); no path goes on there.
    if (!facts || (from && facts.definition?.group === "trigger")) return null;
    const key = [step, way.call, way.dialled, way.forward_forbidden, way.no_person, way.broken].join(" ");
    const before = known.get(key);
    if (before) return before;
    const node: Node = {
      ...way,
      index: nodes.length,
      facts,
      edges: [],
      from,
      breaks: brokenRule(facts.definition, way),
    };
    known.set(key, node);
    nodes.push(node);
    return node;
  };
  const start = { call: "none", dialled: false, forward_forbidden: false, no_person: false, broken: false } as const;
  reach(flow.draft.start, start, null);
  // `reach` appends to the list while the loop reads it.
  for (const node of nodes) {
    for (const { exit, step, way, sets, instant } of transitionsFrom(flow, node)) {
      const to = reach(step, way, { node, exit });
      if (to) node.edges.push({ exit, to, sets, instant });
    }
  }
  return nodes;
}

/** The rule of calls that a step of this component breaks where paths arrive in this state. */
export function brokenRule(
  definition: Definition | null,
  { call, dialled, forward_forbidden, no_person, broken }: PathState,
): CallRule | null {
  if (!definition || broken) return null;
  if (definition.call === "needs_live" && call !== "live") return "no_live_call";
  if (definition.call === "live_or_none" && call === "ended") return "no_live_call";
  if (definition.call === "dials" && call === "live") return "dial_while_live";
  if (definition.call === "dials" && dialled) return "second_dial";
  if (definition.needs_person && no_person) return "no_person";
  return definition.forwards && forward_forbidden ? "forward_forbidden" : null;
}

type Transition = { exit: string; step: string; way: PathState; sets: boolean; instant: boolean };

function transitionsFrom(flow: Flow, node: Node): Transition[] {
  const { facts } = node;
  const dials = facts.definition?.call === "dials";
  const way = wayThrough(node);
  const ways = wirableExits(facts).flatMap((exit): Transition[] => {
    const step = targetOf(facts.placed, exit.id);
    if (step === null) return [];
    return [{ exit: exit.id, step, way: stateAfter(node, exit), sets: true, instant: exit.waits !== "always" }];
  });
  const fault = facts.definition?.call === "ends" ? null : faultTarget(facts);
  if (fault) {
    // A fault that takes an exit counts as waiting if that exit waits; else every menu that repeats would be an endless loop.
    const instant = wirableExits(facts).find(({ id }) => id === fault.exit)?.waits !== "always";
    const calls = dials ? (["none"] as const) : (facts.definition?.call_after_fault ?? ["as_entered"]);
    for (const one of calls) {
      const call = one === "as_entered" ? way.call : one;
      ways.push({ exit: "error", step: fault.step, way: { ...way, call }, sets: false, instant });
    }
  }
  const { on_hang_up } = flow.draft;
  if (on_hang_up !== null && (node.call === "live" || listens(facts)) && facts.exits?.some((exit) => exit.waits))
    ways.push({
      exit: "contact_hung_up",
      step: on_hang_up,
      way: { ...way, call: "ended" },
      sets: false,
      instant: false,
    });
  return ways;
}

/** True for a step that makes a call and then stays with it. */
const listens = ({ definition, exits }: StepFacts): boolean =>
  (definition?.call === "dials" || definition?.call === "live_or_none") &&
  exits?.some(({ kind }) => kind === "hidden") === true;

/** The state of a path that has passed a step, whichever way it left it. */
function wayThrough({ facts, call, dialled, forward_forbidden, no_person, broken, breaks }: Node): PathState {
  return {
    call,
    dialled: dialled || facts.definition?.call === "dials",
    forward_forbidden,
    no_person,
    broken: broken || breaks !== null,
  };
}

/** The state of a path that has left a step by this exit. */
export function stateAfter(node: Node, exit: ExitSpec): PathState {
  const way = wayThrough(node);
  const forward_forbidden = way.forward_forbidden || exit.forbids_forward === true;
  const no_person = way.no_person || exit.forbids_person === true;
  return { ...way, call: exit.call ?? way.call, forward_forbidden, no_person };
}

/** Exits that can be wired. Where the component cannot tell them, the wired ones, so that the steps behind are checked too. */
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

/** For each node reachable from `start` over accepted edges, the last edge of a shortest path; for `start` only if in a loop. */
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

/** The path from `start` to `end` in the tree, without `end` itself; null if there is none. */
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
