import type { Component, Json, Registry } from "@/engine/contract";
import { exitLabel } from "@/engine/edit/exits";
import { endedTryText } from "@/engine/run/ended-try";
import type { EngineEvent } from "@/engine/run/state";
import { describeAnswered } from "./describe-answered";

/** What a report reads of a stored definition. It does not parse it with today's schema, since old versions must still be shown. */
export type StoredDefinition = {
  variables?: Record<string, { type?: string; label?: string; sensitive?: boolean }>;
  steps?: Record<string, { component: string; name: string; config: unknown }>;
};

export type StepLine = {
  visit: number;
  step: string;
  name: string;
  component: string;
  componentLabel: string;
  group: string;
  /** Null while the step runs, and for a step without exits. */
  exit: string | null;
  exitLabel: string | null;
  enteredAt: string;
  leftAt: string | null;
  error: { code: string; message: string } | null;
  /** Who answered the step's call, and what told so; null where nobody listened. */
  answered: string | null;
  /** Tries of a step that dials, before the last one; `nextAt`: ISO 8601. */
  tries: { text: string; at: string; nextAt: string }[];
  warnings: { code: string; message: string }[];
  set: { name: string; value: Json }[];
};

/** The step executions of an interaction in order, from its events. */
export function stepLines(registry: Registry, definition: StoredDefinition, events: EngineEvent[]): StepLine[] {
  const lines = new Map<number, StepLine>();
  for (const event of events) {
    if (event.event === "interaction_ended") continue;
    if (event.event === "step_entered") {
      lines.set(event.visit, entered(registry, definition, event));
      continue;
    }
    const line = lines.get(event.visit);
    if (!line) continue;
    if (event.event === "try_ended")
      line.tries.push({ text: endedTryText(event), at: event.at, nextAt: event.next_at });
    if (event.event === "step_warning") line.warnings.push({ code: event.code, message: event.message });
    if (event.event === "variable_set") line.set.push({ name: event.name, value: event.value });
    if (event.event === "step_left") {
      line.exit = event.exit === "" ? null : event.exit;
      line.exitLabel = line.exit && exitLabel(registry, placed(definition, line), line.exit);
      line.leftAt = event.at;
      line.error = event.error ?? null;
      line.answered = event.answered ? describeAnswered(event.answered) : null;
    }
  }
  return [...lines.values()];
}

type Entered = Extract<EngineEvent, { event: "step_entered" }>;

function entered(registry: Registry, definition: StoredDefinition, { visit, step, component, at }: Entered): StepLine {
  const known = registry.get(component)?.definition;
  return {
    visit,
    step,
    name: definition.steps?.[step]?.name ?? step,
    component,
    componentLabel: known?.label ?? component,
    group: known?.group ?? "logic",
    exit: null,
    exitLabel: null,
    enteredAt: at,
    leftAt: null,
    error: null,
    answered: null,
    tries: [],
    warnings: [],
    set: [],
  };
}

/** The step as it was placed, with the component that ran. */
function placed(definition: StoredDefinition, { step, component }: StepLine) {
  const config = (definition.steps?.[step]?.config ?? {}) as Record<string, unknown>;
  return { component, config };
}

/** A component's exits for a stored config; none where the config is older than the component's present schema and does not fit it. */
export function exitsOf({ definition }: Component, config: unknown) {
  const parsed = definition.config.safeParse(config ?? {});
  return parsed.success ? definition.exits(parsed.data) : [];
}
