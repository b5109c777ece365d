import { LIMITS } from "../limits";
import { type Flow, flowProblem, stepProblem } from "./flow";
import { languageFault } from "./language-fault";
import type { Problem } from "./problem";

/** Problems of the flow as a whole: its limits, its trigger, its start and its hang-up step. */
export function documentProblems(flow: Flow): Problem[] {
  return [...limitProblems(flow), ...languageProblems(flow), ...startProblems(flow), ...hangUpProblems(flow)];
}

function limitProblems({ draft }: Flow): Problem[] {
  const problems: Problem[] = [];
  const steps = Object.keys(draft.steps).length;
  const variables = Object.keys(draft.variables).length;
  const text = JSON.stringify(draft);
  // Bytes are counted only for texts that may be too long: no UTF-16 unit takes more than three in UTF-8.
  const bytes = text.length * 3 > LIMITS.definition_bytes ? new TextEncoder().encode(text).length : 0;
  if (steps > LIMITS.steps_per_flow)
    problems.push(
      flowProblem(
        "too_many_steps",
        ["steps"],
        `The flow has ${steps} steps; a flow can have ${LIMITS.steps_per_flow}. Remove some.`,
      ),
    );
  if (variables > LIMITS.variables_per_flow)
    problems.push(
      flowProblem(
        "too_many_variables",
        ["variables"],
        `The flow has ${variables} variables; a flow can have ${LIMITS.variables_per_flow}. Remove some.`,
      ),
    );
  if (bytes > LIMITS.definition_bytes)
    problems.push(
      flowProblem(
        "too_large",
        [],
        `The flow is larger than ${LIMITS.definition_bytes / 1024 / 1024} MiB. Shorten its texts.`,
      ),
    );
  return problems;
}

/** A warning only: the flow can be called, and is understood where the language is. */
function languageProblems({ draft }: Flow): Problem[] {
  const fault = languageFault(draft.language);
  if (!fault) return [];
  const message = `${fault.message.charAt(0).toUpperCase()}${fault.message.slice(1)}`;
  return [{ severity: "warning", code: fault.code, message, step: null, field: ["language"] }];
}

function startProblems({ draft, steps }: Flow): Problem[] {
  const start = steps.get(draft.start);
  const misplaced = [...steps.values()].filter(
    (facts) => facts.definition?.group === "trigger" && facts.id !== draft.start,
  );
  const problems = misplaced.map((facts) =>
    stepProblem(facts, {
      severity: "error",
      code: "trigger_misplaced",
      message: "a flow has one trigger, and starts with it. Remove this one.",
      field: ["component"],
    }),
  );
  if (!start)
    problems.push(
      flowProblem(
        "missing_step",
        ["start"],
        `The flow starts with the step ${draft.start}, which does not exist. Add a trigger.`,
      ),
    );
  else if (start.definition && start.definition.group !== "trigger")
    problems.push(
      stepProblem(start, {
        severity: "error",
        code: "no_trigger",
        message: "the flow starts with this step. Let it start with a trigger.",
        field: [],
      }),
    );
  return problems;
}

function hangUpProblems({ draft, steps }: Flow): Problem[] {
  const { on_hang_up } = draft;
  if (on_hang_up === null) return [];
  const target = steps.get(on_hang_up);
  if (!target)
    return [
      flowProblem(
        "missing_step",
        ["on_hang_up"],
        `After a hang-up the flow goes to the step ${on_hang_up}, which does not exist. Choose another.`,
      ),
    ];
  if (target.definition?.group !== "trigger") return [];
  return [
    flowProblem(
      "leads_to_trigger",
      ["on_hang_up"],
      "After a hang-up the flow goes to the trigger, which only starts a flow. Choose a step.",
    ),
  ];
}
