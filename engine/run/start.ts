import { emptyMap, type Resume, type Value } from "../contract";
import type { FlowDefinition } from "../definition/schema";
import type { State } from "./state";

/** The state before the first step. Throws for any first resume but `started`. */
export function startState(definition: FlowDefinition, resume: Resume): State {
  if (resume.kind !== "started") throw new Error(`An interaction cannot begin with ${resume.kind}.`);
  const variables = emptyMap<Value>();
  const { again } = resume;
  for (const name of Object.keys(definition.variables)) variables[name] = again?.variables[name] ?? null;
  return {
    format: 1,
    status: "running",
    outcome: null,
    call_result: null,
    interaction_id: resume.interaction_id,
    flow_version: resume.flow_version,
    seed: resume.seed,
    started_at: resume.at,
    variables,
    call: { phase: "none", from: null, to: null, answered_by: null, ...again?.call },
    cursor: null,
    wait: null,
    turn: 0,
    visits: 0,
    in_a_row: { step: "", count: 0 },
  };
}
