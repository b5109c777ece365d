import type { CheckFacts, Registry } from "../contract";
import type { Draft } from "../edit/draft";
import { patternFault } from "../pattern";
import { type Work, WorkError } from "../work";
import { callProblems } from "./calls";
import { documentProblems } from "./document";
import { flowProblem, readFlow } from "./flow";
import { buildGraph } from "./graph";
import { loopProblems } from "./loops";
import type { AccountNames, Problem } from "./problem";
import { stepProblems } from "./step-problems";
import { unprovenProblems } from "./unproven";
import { unreachableProblems } from "./unreachable";
import { variableProblems } from "./variables";
import { waitProblems } from "./waits";

/** Nobody mends more before looking again. */
const MOST_PROBLEMS = 1000;

export { type AccountNames, NOTHING_NAMED, type Problem } from "./problem";

/**
 * All problems of a flow, errors and warnings (docs/flow-format.md, "What the verifier proves"), in the order of its steps. The
 * draft may be incomplete: a step that cannot be checked does not keep the others from being checked. Of more than MOST_PROBLEMS
 * the first are given, errors before warnings.
 */
export function verify(registry: Registry, draft: Draft, names: AccountNames): Problem[] {
  const flow = readFlow(registry, draft, names);
  const steps = [...flow.steps.values()];
  const read = new Set(steps.flatMap(({ reads }) => reads.map(({ name }) => name)));
  const known: CheckFacts = {
    variableType: (name) => (Object.hasOwn(draft.variables, name) ? draft.variables[name]?.type : undefined),
    isRead: (name) => read.has(name),
    named: (kind, name) => names[kind].get(name),
    patternFault: (pattern) => patternFaultWithin(flow.work, pattern),
  };
  const problems = [...documentProblems(flow), ...steps.flatMap((facts) => stepProblems(flow, facts, known))];
  if (flow.work.refused) problems.push(flowProblem("too_much_work", ["steps"], flow.work.exceeded));
  if (flow.steps.has(draft.start)) {
    const nodes = buildGraph(flow);
    const faulty = new Set(problems.filter(({ severity }) => severity === "error").map(({ step }) => step));
    problems.push(...unreachableProblems(flow, new Set(nodes.map(({ facts }) => facts.id)), faulty));
    problems.push(...callProblems(nodes), ...unprovenProblems(nodes), ...variableProblems(draft, nodes));
    problems.push(...loopProblems(nodes), ...waitProblems(nodes));
  }
  const place = new Map(steps.map(({ id }, index) => [id, index]));
  const placeOf = ({ step }: Problem) => (step === null ? -1 : (place.get(step) ?? 0));
  const sorted = problems.toSorted((a, b) => placeOf(a) - placeOf(b));
  return sorted.length > MOST_PROBLEMS ? firstOf(sorted).toSorted((a, b) => placeOf(a) - placeOf(b)) : sorted;
}

function firstOf(problems: readonly Problem[]): Problem[] {
  const of = (severity: Problem["severity"]) => problems.filter((one) => one.severity === severity);
  return [...of("error"), ...of("warning")].slice(0, MOST_PROBLEMS);
}

/** Null for a pattern that there is no work left to read. */
function patternFaultWithin(work: Work, pattern: string): string | null {
  try {
    return patternFault(pattern, work);
  } catch (error) {
    if (error instanceof WorkError) return null;
    throw error;
  }
}
