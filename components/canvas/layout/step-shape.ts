import type { Definition, ExitSpec, Registry } from "@/engine/contract";
import type { PlacedStep } from "@/engine/definition/schema";
import { exitsOf } from "@/engine/edit/exits";
import { stepHeight } from "./geometry";

export type ExitRow = {
  id: string;
  label: string;
  note?: string | undefined;
  /** `fault`: where the flow continues after a fault or a hang-up; set in the step's or the flow's settings, not on the canvas. */
  kind: "mandatory" | "optional" | "fault";
  target: string | null;
};

/** What a step looks like. It depends on the step alone, not on its flow. */
export type StepShape = {
  name: string;
  component: string;
  icon: Definition["icon"] | null;
  group: Definition["group"];
  /** Lines of text under the name; a single long one is broken over two lines. */
  summary: string[];
  /** How many lines the summary takes. */
  lines: number;
  exits: ExitRow[];
  height: number;
};

/** Ids of the rows that are not exits of the component. */
export const FAULT_EXIT = "on_error";
export const HANG_UP_EXIT = "on_hang_up";

/** This many characters of the label size fit a step's width, whichever they are. */
export const LINE_LENGTH = 34;

const shapes = new WeakMap<Registry, WeakMap<PlacedStep, StepShape>>();

/** The step's shape, cached by the step object: an edit keeps the objects of the steps it does not touch. */
export function shapeOf(registry: Registry, step: PlacedStep): StepShape {
  let known = shapes.get(registry);
  if (!known) {
    known = new WeakMap();
    shapes.set(registry, known);
  }
  let shape = known.get(step);
  if (!shape) {
    shape = makeShape(registry, step);
    known.set(step, shape);
  }
  return shape;
}

function makeShape(registry: Registry, step: PlacedStep): StepShape {
  const definition = registry.get(step.component)?.definition;
  const summary = summaryOf(definition, step);
  const lines = summary.length === 1 && (summary[0]?.length ?? 0) > LINE_LENGTH ? 2 : summary.length;
  const exits = exitRows(exitsOf(registry, step) ?? [], step);
  return {
    name: step.name,
    component: definition?.label ?? `Unknown component ${step.component}`,
    icon: definition?.icon ?? null,
    group: definition?.group ?? "end",
    summary,
    lines,
    exits,
    height: stepHeight(lines, exits.length),
  };
}

/** Empty for a config the component cannot summarise: the verifier reports what is wrong with it. */
function summaryOf(definition: Definition | undefined, step: PlacedStep): string[] {
  try {
    return (definition?.summary?.(step.config as never) ?? []).filter((line) => line.trim() !== "").slice(0, 2);
  } catch {
    return [];
  }
}

/** An exit that the component no longer has stays visible for as long as it leads to a step. */
function exitRows(exits: ExitSpec[], step: PlacedStep): ExitRow[] {
  const rows: ExitRow[] = exits.map(({ id, label, note, kind }) => ({
    id,
    label,
    note,
    kind: kind === "mandatory" ? "mandatory" : "optional",
    target: step.exits[id] ?? null,
  }));
  for (const [id, target] of Object.entries(step.exits)) {
    if (target !== null && !rows.some((row) => row.id === id)) rows.push({ id, label: id, kind: "optional", target });
  }
  if (step.on_error?.do === "go_to")
    rows.push({ id: FAULT_EXIT, label: "On error", kind: "fault", target: step.on_error.step });
  return rows;
}
