import type { Definition, ExitSpec, Registry } from "@/engine/contract";
import type { PlacedStep } from "@/engine/definition/schema";
import { exitsOf } from "@/engine/edit/exits";
import { stepHeight } from "./geometry";

export type ExitRow = {
  id: string;
  label: string;
  note?: string | undefined;
  /** `fault`: where a fault or a hang-up goes on; chosen in the step's or the flow's settings, not on the canvas. */
  kind: "mandatory" | "optional" | "fault";
  target: string | null;
};

/** What a step looks like, told from the step alone. */
export type StepShape = {
  name: string;
  component: string;
  icon: Definition["icon"] | null;
  group: Definition["group"];
  /** Text under the name; one long text is broken over two lines. */
  summary: string[];
  /** Lines that the summary takes. */
  lines: number;
  exits: ExitRow[];
  height: number;
};

/** Exit ids of rows that are no exits of the component; a point keeps them apart from those. */
export const FAULT_EXIT = "on_error";
export const HANG_UP_EXIT = "on_hang_up";

/** Characters of the label size that surely fit a step's width. */
export const LINE_LENGTH = 34;

const shapes = new WeakMap<Registry, WeakMap<PlacedStep, StepShape>>();

/** Steps that an edit did not touch are the same objects, and so are their shapes. */
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

/** A config that is too broken to be summed up is summed up as nothing; what is wrong with it is a problem's to say. */
function summaryOf(definition: Definition | undefined, step: PlacedStep): string[] {
  try {
    return (definition?.summary?.(step.config as never) ?? []).filter((line) => line.trim() !== "").slice(0, 2);
  } catch {
    return [];
  }
}

/** Exits that the component no longer has stay visible for as long as they lead somewhere. */
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
