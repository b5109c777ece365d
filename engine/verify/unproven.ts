import { stepProblem } from "./flow";
import { type Node, pathIn, pathTo, shortestPathTree } from "./graph";
import type { Problem } from "./problem";

/** Forwards that join an agent with whatever has picked up: nothing on the way asks whether it is a person. */
export function unprovenProblems(nodes: readonly Node[]): Problem[] {
  const reported = new Set<string>();
  return nodes.flatMap((dial) => {
    const open = unprovenExits(dial);
    if (open.size === 0) return [];
    const tree = shortestPathTree(dial, (edge, node) => (node === dial ? open.has(edge.exit) : !asks(node)));
    return [...tree.keys()].flatMap((node) => {
      if (!node.facts.definition?.forwards || node.breaks || reported.has(node.facts.id)) return [];
      reported.add(node.facts.id);
      const path = [
        ...pathTo(dial).slice(0, -1),
        ...(pathIn(tree, dial, node) ?? []),
        { step: node.facts.id, exit: "" },
      ];
      const message = `whatever picks up in “${dial.facts.placed.name}” is joined with an agent here, a voicemail too. Make sure there that it is a person, or ask for a key before.`;
      return [stepProblem(node.facts, { severity: "warning", code: "may_be_machine", message, field: [], path })];
    });
  });
}

function unprovenExits({ facts }: Node): ReadonlySet<string> {
  return new Set(facts.exits?.filter((exit) => exit.may_be_machine).map(({ id }) => id) ?? []);
}

/** Menus and questions, which a machine does not answer, and the forward itself. */
const asks = ({ facts }: Node): boolean => facts.definition?.needs_person === true;
