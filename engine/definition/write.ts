import type { FlowDefinition, PlacedStep } from "./schema";

/**
 * The same definition with its keys in a fixed order, so that a diff of two files shows only what differs: the flow, its
 * variables by name, its steps breadth first from the start and then by id, layout and notes last. Exits to null are left out.
 */
export function writeDefinition(definition: FlowDefinition): FlowDefinition {
  const { patchcord, name, description, language, max_queue_seconds, start, on_hang_up } = definition;
  const order = stepOrder(definition);
  const { layout, variables } = definition;
  const placed = order.filter((id) => Object.hasOwn(layout, id));
  const astray = Object.keys(layout).filter((id) => !Object.hasOwn(definition.steps, id));
  return {
    ...{ patchcord, name, description, language, max_queue_seconds },
    variables: pick(variables, Object.keys(variables).sort(), ({ type, label, sensitive }) => ({
      type,
      ...(label === undefined ? {} : { label }),
      ...(sensitive === undefined ? {} : { sensitive }),
    })),
    ...{ start, on_hang_up },
    steps: pick(definition.steps, order, writeStep),
    layout: pick(layout, [...placed, ...astray.sort()], (position) => position),
    notes: definition.notes.map(({ id, text, position, size }) => ({ id, text, position, ...(size ? { size } : {}) })),
  };
}

function writeStep({ component, name, config, exits, outputs, on_error }: PlacedStep): PlacedStep {
  const wired = Object.keys(exits).filter((exit) => exits[exit] !== null);
  return {
    component,
    name,
    config: sorted(config) as PlacedStep["config"],
    exits: pick(exits, wired.sort(), (target) => target),
    ...(outputs ? { outputs: pick(outputs, Object.keys(outputs).sort(), (variable) => variable) } : {}),
    // Sorted, `do` comes first, as in every other choice.
    ...(on_error ? { on_error: sorted(on_error) as NonNullable<PlacedStep["on_error"]> } : {}),
  };
}

/** Breadth first from the start, then from the hang-up step, then what is left by id. */
function stepOrder({ steps, start, on_hang_up }: FlowDefinition): string[] {
  const seen = new Set<string>();
  for (const root of [start, ...(on_hang_up === null ? [] : [on_hang_up]), ...Object.keys(steps).sort()]) {
    if (seen.has(root) || !Object.hasOwn(steps, root)) continue;
    const queue = [root];
    seen.add(root);
    for (const id of queue) {
      for (const target of targetsOf(steps[id])) {
        if (seen.has(target) || !Object.hasOwn(steps, target)) continue;
        seen.add(target);
        queue.push(target);
      }
    }
  }
  return [...seen];
}

function targetsOf(step: PlacedStep | undefined): string[] {
  if (!step) return [];
  const exits = Object.keys(step.exits).sort();
  const targets = exits.flatMap((exit) => step.exits[exit] ?? []);
  return step.on_error?.do === "go_to" ? [...targets, step.on_error.step] : targets;
}

/** A map with its keys in this order, made from entries, so that no key of a draft can set a prototype. */
function pick<Value, Written>(
  map: Readonly<Record<string, Value>>,
  keys: readonly string[],
  write: (value: Value) => Written,
): Record<string, Written> {
  return Object.fromEntries(keys.map((key) => [key, write(map[key] as Value)]));
}

/** The value with the keys of all nested objects sorted; lists keep their order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const map = value as Record<string, unknown>;
  return Object.fromEntries(
    Object.keys(map)
      .sort()
      .map((key) => [key, sorted(map[key])]),
  );
}
