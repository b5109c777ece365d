import { type Flow, stepProblem, targetOf } from "./flow";
import type { Problem } from "./problem";
import type { StepFacts } from "./step-facts";

/** Problems of a step's exits and of its error handling. */
export function exitProblems(flow: Flow, facts: StepFacts): Problem[] {
  const wired = Object.entries(facts.placed.exits).flatMap(([exit, target]) => [
    ...(isUnknown(facts, exit) ? [unknownExit(facts, exit)] : []),
    ...targetProblems(flow, facts, target, ["exits", exit], `its exit ${labelOf(facts, exit)}`),
  ]);
  return [...wired, ...ownExits(facts), ...faultProblems(flow, facts)];
}

function ownExits(facts: StepFacts): Problem[] {
  const seen = new Set<string>();
  return (facts.exits ?? []).flatMap((exit) => {
    const field = ["exits", exit.id];
    const problems: Problem[] = [];
    if (seen.has(exit.id))
      problems.push(
        error(facts, "exit_duplicate", field, `two of its exits have the id ${exit.id}. Give one of them another id.`),
      );
    seen.add(exit.id);
    if (exit.kind === "mandatory" && targetOf(facts.placed, exit.id) === null)
      problems.push({
        ...error(facts, "exit_unwired", field, `choose where its exit ${exit.label} goes.`),
        missing: true,
      });
    return problems;
  });
}

function faultProblems(flow: Flow, facts: StepFacts): Problem[] {
  const chosen = facts.placed.on_error;
  if (chosen?.do === "go_to")
    return targetProblems(flow, facts, chosen.step, ["on_error", "step"], "its error handling");
  if (chosen?.do !== "exit" || !isUnknown(facts, chosen.exit)) return [];
  return [
    error(
      facts,
      "unknown_exit",
      ["on_error", "exit"],
      `its error handling follows the exit ${chosen.exit}, which it does not have. Choose another.`,
    ),
  ];
}

function targetProblems(flow: Flow, facts: StepFacts, target: string | null, field: string[], what: string): Problem[] {
  if (target === null) return [];
  const to = flow.steps.get(target);
  if (!to) return [error(facts, "missing_step", field, `${what} goes to the step ${target}, which does not exist.`)];
  if (to.definition?.group !== "trigger") return [];
  return [
    error(facts, "leads_to_trigger", field, `${what} goes to the trigger, which only starts a flow. Choose a step.`),
  ];
}

function unknownExit(facts: StepFacts, exit: string): Problem {
  return error(facts, "unknown_exit", ["exits", exit], `it has no exit ${exit}. Remove it.`);
}

/** False for a step with an invalid config, whose exits are only a guess. */
function isUnknown({ exits, config }: StepFacts, exit: string): boolean {
  return exits !== null && config !== null && !exits.some(({ id, kind }) => id === exit && kind !== "hidden");
}

function labelOf({ exits }: StepFacts, exit: string): string {
  return exits?.find(({ id }) => id === exit)?.label ?? exit;
}

function error(facts: StepFacts, code: string, field: string[], message: string): Problem {
  return stepProblem(facts, { severity: "error", code, message, field });
}
