import type { Registry } from "../../contract";
import { LIMITS } from "../../limits";
import { applyChanges } from "../change";
import type { Draft } from "../draft";
import { defaultConfig, type ExitOf, exitsOf } from "../exits";
import { type Command, Recorder } from "./command";
import { freeName, freeStepId } from "./names";
import { type KnownNames, soleChoices } from "./sole-choices";

export type NewStep = {
  component: string;
  name?: string;
  /** Where a person has put it; without one the canvas lays it out automatically. */
  position?: readonly [number, number];
  /** Wires this exit to the new step, in place of its old target. */
  from?: ExitOf;
  /** Puts the new step on the edge of this exit: the new step's first mandatory exit goes to the old target. */
  into?: ExitOf;
  /** Where the account has one usable resource of a kind that the step must name, it is chosen. */
  names?: KnownNames;
};

/** Places a step; `id` is the new step's. Null if the component is unknown, a trigger, or the flow is full. */
export function addStep(
  registry: Registry,
  draft: Draft,
  wanted: NewStep,
): (Command & { id: string; name: string }) | null {
  const definition = registry.get(wanted.component)?.definition;
  if (!definition || definition.group === "trigger") return null;
  if (Object.keys(draft.steps).length >= LIMITS.steps_per_flow) return null;
  const source = wanted.into ?? wanted.from;
  const before = source ? draft.steps[source.step] : undefined;
  if (source && !before) return null;

  const name = freeName(draft, wanted.name ?? definition.label);
  const id = freeStepId(draft, name);
  const config = {
    ...defaultConfig(definition.config),
    ...soleChoices(registry, draft, wanted.component, wanted.names ?? {}),
    ...(definition.starts_with as object | undefined),
  };
  const step = { component: wanted.component, name, config, exits: {} };
  const oldTarget = wanted.into ? before?.exits[wanted.into.exit] : undefined;
  const exits = exitsOf(registry, step) ?? [];
  const onward = exits.find((exit) => exit.kind === "mandatory") ?? exits[0];

  const record = new Recorder(draft);
  record.set(["steps", id], { ...step, exits: oldTarget && onward ? { [onward.id]: oldTarget } : {} });
  if (source) record.set(["steps", source.step, "exits", source.exit], id);
  if (wanted.position) record.set(["layout", id], rounded(wanted.position));
  const command = record.command(`Add ${name}`);
  return command && { ...command, id, name };
}

/** Sends several exits to one step, which is made for them if there is none. Null if there is nothing to send or no such step. */
export function sendExits(
  registry: Registry,
  draft: Draft,
  exits: readonly ExitOf[],
  to: { step: string } | Omit<NewStep, "from" | "into">,
): (Command & { id: string }) | null {
  const [first] = exits;
  const made = "step" in to || !first ? null : addStep(registry, draft, { ...to, from: first });
  const id = "step" in to ? to.step : made?.id;
  const target = made ? made.name : "step" in to ? draft.steps[to.step]?.name : undefined;
  if (id === undefined || target === undefined) return null;
  const record = new Recorder(made ? applyChanges(draft, made.changes) : draft);
  for (const { step, exit } of exits) record.set(["steps", step, "exits", exit], id);
  const count = exits.length === 1 ? "an exit" : `${exits.length} exits`;
  const changes = [...(made?.changes ?? []), ...record.changes];
  return changes.length === 0 ? null : { label: `Send ${count} to ${target}`, changes, id };
}

const rounded = ([x, y]: readonly [number, number]) => [Math.round(x), Math.round(y)];
