import { dequal } from "dequal";
import type { Registry } from "../contract";
import { titleOf } from "../definition/fields";
import { type FlowDefinition, type PlacedStep, VARIABLE_TYPES } from "../definition/schema";
import { everyExit } from "../edit/exits";
import { valueChanges } from "./values";

/** One change of a flow's meaning. `what`, `before` and `after` are texts for the admin. */
export type FlowChange = {
  kind: "added" | "removed" | "rewired" | "changed" | "renamed";
  /** The step's id; null: the flow as a whole. */
  step: string | null;
  what: string;
  before?: string;
  after?: string;
};

/**
 * The changes between two definitions, in the order of the newer one's steps, then of the removed ones. Positions, notes and
 * defaults that are only spelled out are ignored. With a registry, settings and exits have the editor's labels, else their keys.
 */
export function semanticDiff(before: FlowDefinition, after: FlowDefinition, registry?: Registry): FlowChange[] {
  const has = ({ steps }: FlowDefinition, id: string) => Object.hasOwn(steps, id);
  const steps = Object.entries(after.steps).flatMap(([id, step]) => {
    const old = has(before, id) ? before.steps[id] : undefined;
    if (!old) return [stepChange("added", id, step)];
    if (old.component !== step.component) return [stepChange("removed", id, old), stepChange("added", id, step)];
    return stepChanges({ id, before, after, registry }, old, step);
  });
  const removed = Object.entries(before.steps).flatMap(([id, step]) =>
    has(after, id) ? [] : [stepChange("removed", id, step)],
  );
  return [...flowChanges(before, after), ...steps, ...removed];
}

function stepChange(kind: "added" | "removed", step: string, { name }: PlacedStep): FlowChange {
  return { kind, step, what: name, [kind === "added" ? "after" : "before"]: name };
}

const FLOW_FIELDS = {
  description: "Description",
  language: "Language",
  max_queue_seconds: "Give up a waiting call after",
};

function flowChanges(before: FlowDefinition, after: FlowDefinition): FlowChange[] {
  const changes: FlowChange[] = [];
  if (before.name !== after.name) changes.push(change("renamed", null, "Flow", before.name, after.name));
  for (const [key, what] of Object.entries(FLOW_FIELDS)) {
    const [old, now] = [
      String(before[key as keyof typeof FLOW_FIELDS]),
      String(after[key as keyof typeof FLOW_FIELDS]),
    ];
    if (old !== now) changes.push(change("changed", null, what, old, now));
  }
  for (const [key, what] of [
    ["start", "Start"],
    ["on_hang_up", "After a hang-up"],
  ] as const) {
    if (before[key] !== after[key])
      changes.push(change("rewired", null, what, nameOf(before, before[key]), nameOf(after, after[key])));
  }
  for (const { path, ...values } of valueChanges(described(before), described(after))) {
    const [name, detail] = path;
    changes.push(valueChange(null, [`Variable ${name}`, ...(detail ? [detail] : [])].join(" › "), values));
  }
  return changes;
}

/** The variables with their types as the flow's settings call them. */
function described({ variables }: FlowDefinition) {
  return Object.fromEntries(
    Object.entries(variables).map(([name, { type, ...rest }]) => [name, { type: VARIABLE_TYPES[type], ...rest }]),
  );
}

type Compared = { id: string; before: FlowDefinition; after: FlowDefinition; registry: Registry | undefined };

function stepChanges({ id, before, after, registry }: Compared, old: PlacedStep, step: PlacedStep): FlowChange[] {
  const definition = registry?.get(step.component)?.definition;
  const changes: FlowChange[] = [];
  if (old.name !== step.name) changes.push(change("renamed", id, "Name", old.name, step.name));
  const settings = (config: unknown) => {
    const parsed = definition?.config.safeParse(config);
    return parsed?.success ? parsed.data : config;
  };
  for (const { path, ...values } of valueChanges(settings(old.config), settings(step.config))) {
    const title = definition && titleOf(definition.config, path);
    changes.push(valueChange(id, title || path.join(" › "), values));
  }
  const labels = new Map(
    [old, step].flatMap((one) => (registry && everyExit(registry, one)) ?? []).map((exit) => [exit.id, exit.label]),
  );
  for (const exit of new Set([...Object.keys(old.exits), ...Object.keys(step.exits)])) {
    const [from, to] = [targetOf(old, exit), targetOf(step, exit)];
    if (from !== to)
      changes.push(change("rewired", id, labels.get(exit) ?? exit, nameOf(before, from), nameOf(after, to)));
  }
  for (const { path, ...values } of valueChanges(old.outputs ?? {}, step.outputs ?? {})) {
    const label = definition?.outputs.find((output) => output.id === path[0])?.label;
    changes.push(valueChange(id, `Output ${label ?? path[0]}`, values));
  }
  const [oldError, error] = [old.on_error ?? DEFAULT, step.on_error ?? DEFAULT];
  if (!dequal(oldError, error))
    changes.push(
      change("rewired", id, "Error handling", handling(before, oldError, labels), handling(after, error, labels)),
    );
  return changes;
}

const DEFAULT: NonNullable<PlacedStep["on_error"]> = { do: "default" };

function handling(
  flow: FlowDefinition,
  chosen: NonNullable<PlacedStep["on_error"]>,
  labels: ReadonlyMap<string, string>,
): string {
  if (chosen.do === "go_to") return nameOf(flow, chosen.step);
  if (chosen.do === "exit") return `Exit ${labels.get(chosen.exit) ?? chosen.exit}`;
  return chosen.do === "end_flow" ? "End flow" : "Default";
}

function targetOf({ exits }: PlacedStep, exit: string): string | null {
  return Object.hasOwn(exits, exit) ? (exits[exit] ?? null) : null;
}

/** A step's name; `Nothing` for an exit that is not wired. */
function nameOf({ steps }: FlowDefinition, id: string | null): string {
  if (id === null) return "Nothing";
  return (Object.hasOwn(steps, id) ? steps[id]?.name : undefined) ?? id;
}

function change(
  kind: FlowChange["kind"],
  step: string | null,
  what: string,
  before: string,
  after: string,
): FlowChange {
  return { kind, step, what, before, after };
}

function valueChange(step: string | null, what: string, values: { before?: string; after?: string }): FlowChange {
  const kind = values.before === undefined ? "added" : values.after === undefined ? "removed" : "changed";
  return { kind, step, what, ...values };
}
