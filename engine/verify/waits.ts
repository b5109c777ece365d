import { LIMITS } from "../limits";
import { stepProblem } from "./flow";
import { type Node, pathIn, pathTo, shortestPathTree } from "./graph";
import type { FlowPath, Problem } from "./problem";
import type { StepFacts } from "./step-facts";
import { stronglyConnected } from "./strongly-connected";

const HOUR = 3600;

/** A stop on the way that waits longest: the node that waits, how long all is by then, and the stop before. */
type Stop = { node: Node; seconds: number; before: Stop | null };

/**
 * The first step by which a path can have waited longer than an interaction lives. Of a loop its longest wait counts,
 * and of a step its wait, once: how often a loop is gone round is not known, and the interaction's own limit ends it.
 */
export function waitProblems(nodes: readonly Node[]): Problem[] {
  if (!nodes.some((node) => secondsOf(node) > 0)) return [];
  const longest = new Map<Node, Stop>();
  const over: Stop[] = [];
  for (const component of stronglyConnected(nodes, () => true).toReversed()) {
    const before = component.map((node) => longest.get(node) ?? null).reduce(longer, null);
    const node = component.reduce((slowest, one) => (secondsOf(one) > secondsOf(slowest) ? one : slowest));
    const seconds = secondsOf(node) + (before?.seconds ?? 0);
    const stop = secondsOf(node) > 0 && !stopsAt(before, node.facts) ? { node, seconds, before } : before;
    if (stop && stop !== before && tooLong(stop.seconds) && !tooLong(before?.seconds ?? 0)) over.push(stop);
    for (const { to } of component.flatMap((one) => one.edges)) {
      const best = longer(longest.get(to) ?? null, stop);
      if (best) longest.set(to, best);
    }
  }
  const [first] = over.toSorted((a, b) => a.node.index - b.node.index);
  if (!first) return [];
  return [
    stepProblem(first.node.facts, {
      severity: "error",
      code: "waits_too_long",
      message: `by the end of this step the flow can have waited ${Math.ceil(first.seconds / HOUR)} hours on this path; an interaction lives ${LIMITS.interaction_hours}. Shorten a wait.`,
      field: ["config"],
      path: [...pathThrough(first), { step: first.node.facts.id, exit: "" }],
    }),
  ];
}

function stopsAt(stop: Stop | null, facts: StepFacts): boolean {
  return stop !== null && (stop.node.facts === facts || stopsAt(stop.before, facts));
}

function tooLong(seconds: number): boolean {
  return seconds > LIMITS.interaction_hours * HOUR;
}

function longer(a: Stop | null, b: Stop | null): Stop | null {
  return (b?.seconds ?? 0) > (a?.seconds ?? 0) ? b : a;
}

function secondsOf({ facts: { definition, config } }: Node): number {
  return config === null ? 0 : (definition?.longest_wait?.(config) ?? 0);
}

/** From the trigger through all the stops before, each leg a shortest one. */
function pathThrough({ node, before }: Stop): FlowPath {
  if (!before) return pathTo(node).slice(0, -1);
  const leg = pathIn(
    shortestPathTree(before.node, () => true, node),
    before.node,
    node,
  );
  return [...pathThrough(before), ...(leg ?? [])];
}
