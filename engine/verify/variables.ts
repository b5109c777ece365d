import type { Draft } from "../edit/draft";
import { stepProblem } from "./flow";
import { type Node, pathIn, pathTo, shortestPathTree } from "./graph";
import type { FlowPath, Problem } from "./problem";
import type { StepFacts, VariableUse } from "./step-facts";

/** A set of variables, one bit each, so that joining the paths of 1,000 steps is fast. */
type Bits = bigint;

/** Variables that are set when a node is entered: on every path, and on at least one. */
type Assigned = { must: Bits; may: Bits };

/** Steps that the shown paths have together, and edges that are followed to find those with a variable unset. */
const MOST_SHOWN = 20_000;
const MOST_FOLLOWED = 1_000_000;

/**
 * Steps that read a variable that no path to them sets (an error), or only some paths (a warning). The first ones have a path:
 * thousands of long ones would fill the memory, and nobody reads them.
 */
export function variableProblems(draft: Draft, nodes: readonly Node[]): Problem[] {
  const bits = new Map(Object.keys(draft.variables).map((name, index) => [name, 1n << BigInt(index)]));
  const known = solveAssigned(nodes, bits);
  const pathWithout = pathsWithout(nodes);
  let shown = 0;
  const show = (path: () => FlowPath | undefined): FlowPath | undefined => {
    const found = shown < MOST_SHOWN ? path() : undefined;
    shown += found?.length ?? 0;
    return found;
  };
  const byStep = new Map<StepFacts, Node[]>();
  for (const node of nodes) byStep.set(node.facts, [...(byStep.get(node.facts) ?? []), node]);
  return [...byStep].flatMap(([facts, ways]) =>
    facts.reads.flatMap((use): Problem[] => {
      const bit = bits.get(use.name);
      if (bit === undefined) return [];
      const [first] = ways;
      const unset = ways.filter((node) => ((known[node.index]?.must ?? 0n) & bit) === 0n);
      if (!first || unset.length === 0) return [];
      const never = ways.every((node) => ((known[node.index]?.may ?? 0n) & bit) === 0n);
      if (never)
        return [
          unsetProblem(
            facts,
            use,
            "error",
            show(() => pathTo(first)),
          ),
        ];
      return [
        unsetProblem(
          facts,
          use,
          "warning",
          show(() => pathWithout(use.name, unset)),
        ),
      ];
    }),
  );
}

function unsetProblem(
  facts: StepFacts,
  { name, field }: VariableUse,
  severity: Problem["severity"],
  path: FlowPath | undefined,
): Problem {
  const never = severity === "error";
  return stepProblem(facts, {
    severity,
    code: never ? "variable_never_set" : "variable_maybe_unset",
    message: never
      ? `nothing has set ${name} by the time this step reads it. Set it in an earlier step, or read another variable.`
      : `${name} can still be empty here${path ? ", as on this path" : ""}. Set it on every path, or make sure empty is fine.`,
    field,
    ...(path ? { path } : {}),
  });
}

function solveAssigned(nodes: readonly Node[], bits: ReadonlyMap<string, Bits>): Assigned[] {
  const every = (1n << BigInt(bits.size)) - 1n;
  const known = nodes.map((node): Assigned => ({ must: node.from ? every : 0n, may: 0n }));
  const gains = new Map<StepFacts, { config: Bits; all: Bits }>();
  const queue = [...nodes];
  const waiting = new Set(nodes);
  for (const node of queue) {
    waiting.delete(node);
    const { must, may } = known[node.index] ?? { must: 0n, may: 0n };
    const gain = gains.get(node.facts) ?? assignedBy(node.facts, bits);
    gains.set(node.facts, gain);
    for (const { to, sets } of node.edges) {
      const target = known[to.index];
      if (!target) continue;
      const nextMust = target.must & (must | (sets ? gain.all : 0n));
      const nextMay = target.may | may | (sets ? gain.all : gain.config);
      if (nextMust === target.must && nextMay === target.may) continue;
      target.must = nextMust;
      target.may = nextMay;
      if (waiting.has(to)) continue;
      waiting.add(to);
      queue.push(to);
    }
  }
  return known;
}

function assignedBy({ sets, outputs }: StepFacts, bits: ReadonlyMap<string, Bits>): { config: Bits; all: Bits } {
  const join = (uses: readonly VariableUse[]) => uses.reduce((set, { name }) => set | (bits.get(name) ?? 0n), 0n);
  const config = join(sets);
  return { config, all: config | join(outputs) };
}

/** Finds shortest paths on which a variable stays unset; each variable's tree is built once, and undefined once they are too many. */
function pathsWithout(nodes: readonly Node[]): (name: string, targets: readonly Node[]) => FlowPath | undefined {
  const [start] = nodes;
  const edges = nodes.reduce((sum, node) => sum + node.edges.length, 0);
  const trees = new Map<string, ReturnType<typeof shortestPathTree>>();
  return (name, targets) => {
    if (!start || (!trees.has(name) && trees.size * edges > MOST_FOLLOWED)) return undefined;
    const tree =
      trees.get(name) ?? shortestPathTree(start, (edge, node) => !(edge.sets && setsVariable(node.facts, name)));
    trees.set(name, tree);
    const paths = targets.flatMap((target) => {
      const way = target === start ? [] : pathIn(tree, start, target);
      return way ? [[...way, { step: target.facts.id, exit: "" }]] : [];
    });
    return paths.toSorted((a, b) => a.length - b.length)[0] ?? [];
  };
}

function setsVariable({ sets, outputs }: StepFacts, name: string): boolean {
  return [...sets, ...outputs].some((use) => use.name === name);
}
