import type { CallState } from "../contract";
import { stepProblem } from "./flow";
import { type CallRule, type Node, pathTo } from "./graph";
import type { Problem } from "./problem";

/** Steps that a path reaches without the live call they need, or with a call that they must not find; and what lacks where there is none. */
export function callProblems(nodes: readonly Node[]): Problem[] {
  return [...brokenRules(nodes), ...withoutCall(nodes)];
}

function withoutCall(nodes: readonly Node[]): Problem[] {
  const reported = new Set<string>();
  return nodes.flatMap((node) => {
    const { facts, call, breaks } = node;
    if (call !== "none" || breaks || facts.config === null || reported.has(facts.id)) return [];
    reported.add(facts.id);
    const found = facts.definition?.without_call?.(facts.config) ?? [];
    return found.map(({ severity, code, message, field }) =>
      stepProblem(facts, { severity, code, message, field: ["config", ...field], path: pathTo(node) }),
    );
  });
}

function brokenRules(nodes: readonly Node[]): Problem[] {
  const reported = new Set<string>();
  return nodes.flatMap((node) => {
    if (!node.breaks || reported.has(`${node.facts.id} ${node.breaks}`)) return [];
    reported.add(`${node.facts.id} ${node.breaks}`);
    const message = RULES[node.breaks](node.call);
    return [stepProblem(node.facts, { severity: "error", code: node.breaks, message, field: [], path: pathTo(node) })];
  });
}

const RULES: Record<CallRule, (call: CallState) => string> = {
  no_live_call: (call) =>
    call === "ended"
      ? "the call is over when this path gets here. Send the path to a step that needs no call."
      : "there is no call yet on this path. Place the step behind the exit of a call that was answered.",
  second_dial: () => "this path has already made a call. A flow calls once: end the path, or send it elsewhere.",
  dial_while_live: () => "a call is still live on this path. Remove the step, or send the path elsewhere.",
  no_person: () =>
    "a machine is on the line on this path, or nobody. Only say something there, and end the call; ask and forward people.",
  forward_forbidden: () =>
    "the call may not be forwarded after a finished callback, as on this path. End the path, or send it elsewhere.",
};
