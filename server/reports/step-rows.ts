import { registry } from "@/components/flow/registry";
import type { EngineEvent } from "@/engine/run/state";
import type { ExportLine } from "./data";
import { mask, maskNullable, sensitiveValues } from "./mask";
import { decisionText, refusedText } from "./rings/decision-text";
import { type StepLine, type StoredDefinition, stepLines } from "./steps";
import { cellsOf, type VariableCells } from "./variable-cells";

export const STEP_COLUMNS = [
  "call_id",
  "flow_execution_id",
  "interaction_id",
  "destination",
  "origin",
  "flow",
  "flow_version",
  "component",
  "step",
  "exit",
  "ring_decision",
  "time_in_step_seconds",
  "started",
  "flow_finished",
  "order",
] as const;

type StepRow = Record<(typeof STEP_COLUMNS)[number], string | number | null> & VariableCells;

/** What the column of a variable is called: one may be called as another column is. */
export const variableColumn = (name: string) => `variable_${name}`;

/** Why a step's ring was made or not; empty for a step that rings nobody. */
function decisionOf({ visit, error }: StepLine, dials: ExportLine["dials"]): string {
  const dial = dials.find((one) => one.visit === visit);
  return refusedText(error) ?? (dial ? decisionText(dial.decision, dial.held) : "");
}

/** The rows of the studio's flow execution report: one for each step execution, in order. `names`: the variables that are further columns. */
export function stepRows(line: ExportLine, names: readonly string[] = []): StepRow[] {
  const definition = line.definition as StoredDefinition;
  const secrets = sensitiveValues(definition.variables ?? {}, [line.state.variables]);
  const cells = cellsOf(definition.variables ?? {}, line.state.variables, names);
  const variables = Object.fromEntries(Object.entries(cells).map(([name, cell]) => [variableColumn(name), cell]));
  const events = line.events.flat() as EngineEvent[];
  return stepLines(registry, definition, events).map((step, index) => ({
    call_id: line.callId,
    flow_execution_id: line.id,
    interaction_id: line.id,
    destination: maskNullable(line.destination, secrets),
    origin: maskNullable(line.origin, secrets),
    flow: line.flowName,
    flow_version: line.flowVersion,
    component: step.componentLabel,
    step: mask(step.name, secrets),
    exit: mask(step.exitLabel ?? "", secrets),
    ring_decision: mask(decisionOf(step, line.dials), secrets),
    time_in_step_seconds: step.leftAt === null ? null : (Date.parse(step.leftAt) - Date.parse(step.enteredAt)) / 1000,
    started: step.enteredAt,
    flow_finished: line.finishedAt?.toISOString() ?? null,
    order: index + 1,
    ...variables,
  }));
}
