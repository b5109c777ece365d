import type { Registry } from "../../contract";
import { LIMITS } from "../../limits";
import type { Draft } from "../draft";
import { defaultConfig, exitsOf } from "../exits";
import { type Command, Recorder } from "./command";
import { freeName, freeStepId } from "./names";
import { placeAfter } from "./place";

export type ExitOf = { step: string; exit: string };

export type NewStep = {
  component: string;
  name?: string;
  position?: readonly [number, number];
  /** Wires this exit to the new step, in place of its old target. */
  from?: ExitOf;
  /** Puts the new step on the edge of this exit: the new step's first mandatory exit goes to the old target. */
  into?: ExitOf;
};

/** Places a step; `id` is the new step's. Null if the component is unknown, a trigger, or the flow is full. */
export function addStep(registry: Registry, draft: Draft, wanted: NewStep): (Command & { id: string }) | null {
  const definition = registry.get(wanted.component)?.definition;
  if (!definition || definition.group === "trigger") return null;
  if (Object.keys(draft.steps).length >= LIMITS.steps_per_flow) return null;
  const source = wanted.into ?? wanted.from;
  const before = source ? draft.steps[source.step] : undefined;
  if (source && !before) return null;

  const name = freeName(draft, wanted.name ?? definition.label);
  const id = freeStepId(draft, name);
  const config = { ...defaultConfig(definition.config), ...(definition.starts_with as object | undefined) };
  const step = { component: wanted.component, name, config, exits: {} };
  const oldTarget = wanted.into ? before?.exits[wanted.into.exit] : undefined;
  const exits = exitsOf(registry, step) ?? [];
  const onward = exits.find((exit) => exit.kind === "mandatory") ?? exits[0];

  const record = new Recorder(draft);
  record.set(["steps", id], { ...step, exits: oldTarget && onward ? { [onward.id]: oldTarget } : {} });
  if (source) record.set(["steps", source.step, "exits", source.exit], id);
  const position = wanted.position ?? (source ? placeAfter(draft, source.step) : null);
  if (position) record.set(["layout", id], rounded(position));
  const command = record.command(`Add ${name}`);
  return command && { ...command, id };
}

const rounded = ([x, y]: readonly [number, number]) => [Math.round(x), Math.round(y)];
