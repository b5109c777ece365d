import { LIMITS } from "../limits";
import { stepProblem } from "./flow";
import { type Edge, type Node, pathIn, pathTo, shortestPathTree } from "./graph";
import type { Problem } from "./problem";
import { stronglyConnected } from "./strongly-connected";

const instant = (edge: Edge) => edge.instant;

/**
 * Steps that run on without ever waiting: in a loop, or more of them in a row than one burst may run. Nothing changes
 * from round to round without a wait, so a loop that has a way out is no better.
 */
export function loopProblems(nodes: readonly Node[]): Problem[] {
  const components = stronglyConnected(nodes, instant);
  const loops = components.filter(([one, ...more]) => more.length > 0 || one?.edges.some(isOwnLoop(one)));
  if (loops.length === 0) return chainProblems(nodes, components.flat());
  const told = new Set<string>();
  return loops
    .map((loop) => loop.reduce((first, node) => (node.index < first.index ? node : first)))
    .toSorted((a, b) => a.index - b.index)
    .flatMap((node) => {
      if (told.has(node.facts.id)) return [];
      told.add(node.facts.id);
      return [loopProblem(node)];
    });
}

function isOwnLoop(node: Node): (edge: Edge) => boolean {
  return (edge) => edge.instant && edge.to === node;
}

function loopProblem(node: Node): Problem {
  const round = pathIn(shortestPathTree(node, instant, node), node, node) ?? [];
  const exit = round[0]?.exit ?? "";
  return stepProblem(node.facts, {
    severity: "error",
    code: "endless_loop",
    message:
      "from here the flow comes back to this step without ever waiting, and would go round for ever. Send one of the exits on the path elsewhere.",
    field: exit === "error" ? ["on_error"] : ["exits", exit],
    path: [...pathTo(node).slice(0, -1), ...round, { step: node.facts.id, exit: "" }],
  });
}

/** `order`: every node after those it leads to, so read from the end each node comes after those that lead to it. */
function chainProblems(nodes: readonly Node[], order: readonly Node[]): Problem[] {
  const longest = nodes.map(() => 1);
  const before = new Map<Node, { node: Node; exit: string }>();
  for (const node of order.toReversed()) {
    const length = longest[node.index] ?? 1;
    for (const edge of node.edges) {
      if (!edge.instant || (longest[edge.to.index] ?? 1) > length) continue;
      longest[edge.to.index] = length + 1;
      before.set(edge.to, { node, exit: edge.exit });
    }
  }
  const over = nodes.find((node) => longest[node.index] === LIMITS.steps_per_burst + 1);
  if (!over) return [];
  const chain = [{ step: over.facts.id, exit: "" }];
  let head = over;
  for (let from = before.get(over); from; from = before.get(from.node)) {
    chain.push({ step: from.node.facts.id, exit: from.exit });
    head = from.node;
  }
  return [
    stepProblem(over.facts, {
      severity: "error",
      code: "burst_too_long",
      message: `on this path more than ${LIMITS.steps_per_burst} steps run without a wait between them. Shorten it, or place a step that waits.`,
      field: [],
      path: [...pathTo(head).slice(0, -1), ...chain.reverse()],
    }),
  ];
}
