import { CONTACT_HUNG_UP, type Registry } from "../contract";
import type { Draft } from "../edit/draft";
import type { ExitOf } from "../edit/exits";
import { readFlow } from "../verify/flow";
import { buildGraph } from "../verify/graph";
import { NOTHING_NAMED } from "../verify/problem";
import { isHangUp } from "./exits-to-take";

/** How many exits a step is away from a goal, and by which of its exits the shortest way there goes. */
export type Distance = { steps: number; exit: string };

/**
 * The distance of each step from which the verifier knows a way to an exit; the goal's own step is at 0. Empty where it knows none.
 * Rules of calls hold: a way that dials twice is none.
 */
export function distancesTo(registry: Registry, draft: Draft, goal: ExitOf): Map<string, Distance> {
  const nodes = buildGraph(readFlow(registry, draft, NOTHING_NAMED)).filter(({ breaks }) => breaks === null);
  const into = new Map<(typeof nodes)[number], { from: (typeof nodes)[number]; exit: string }[]>();
  for (const from of nodes)
    for (const { to, exit } of from.edges) into.set(to, [...(into.get(to) ?? []), { from, exit }]);
  const ends = nodes.filter(({ facts, call }) =>
    isHangUp(draft, goal)
      ? call === "live" && facts.exits?.some(({ id }) => id === CONTACT_HUNG_UP.id)
      : facts.id === goal.step,
  );
  const distances = new Map<string, Distance>(ends.map(({ facts }) => [facts.id, { steps: 0, exit: goal.exit }]));
  const known = new Map(ends.map((node) => [node, 0]));
  // `known` grows while the loop reads it: breadth first, so that each step is first found by a shortest way.
  for (const [node, steps] of known)
    for (const { from, exit } of into.get(node) ?? []) {
      if (known.has(from)) continue;
      known.set(from, steps + 1);
      if (!distances.has(from.facts.id)) distances.set(from.facts.id, { steps: steps + 1, exit });
    }
  return distances;
}
