import type { CallState, Registry } from "../contract";
import type { Draft } from "../edit/draft";
import { readFlow } from "./flow";
import { brokenRule, buildGraph, type CallRule, stateAfter } from "./graph";
import { NOTHING_NAMED } from "./problem";

/**
 * The components that may not stand where these exits lead, each with the reason: on some path that comes this way they would
 * break a rule of calls. Nothing is known, and nothing refused, of exits that no path reaches yet.
 */
export function misplacedAt(
  registry: Registry,
  draft: Draft,
  exits: readonly { step: string; exit: string }[],
): ReadonlyMap<string, string> {
  const nodes = buildGraph(readFlow(registry, draft, NOTHING_NAMED, 0));
  const states = exits.flatMap(({ step, exit }) =>
    nodes.flatMap((node) => {
      const spec = node.facts.id === step ? node.facts.exits?.find(({ id }) => id === exit) : undefined;
      return spec ? [stateAfter(node, spec)] : [];
    }),
  );
  const misplaced = new Map<string, string>();
  for (const { definition } of registry.values())
    for (const state of states) {
      const rule = brokenRule(definition, state);
      if (rule && !misplaced.has(definition.id)) misplaced.set(definition.id, REASONS[rule](state.call));
    }
  return misplaced;
}

const REASONS: Record<CallRule, (call: CallState) => string> = {
  no_live_call: (call) =>
    call === "ended" ? "Needs a call; here it is over." : "Needs a call that was answered; here is none yet.",
  second_dial: () => "This path has already made a call.",
  dial_while_live: () => "Here a call is still live.",
  no_person: () => "Needs a person; here a machine has answered.",
  forward_forbidden: () => "After a finished callback the call may not be forwarded.",
};
