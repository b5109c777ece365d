import { z } from "zod";
import type { Registry } from "../../contract";
import { cutText } from "../../cut-text";
import { document } from "../../definition/schema";
import { LIMITS } from "../../limits";
import type { Draft } from "../draft";
import { type Command, Recorder, stepsLabel } from "./command";
import { freeName, freeStepId } from "./names";
import { variablesUsedBy } from "./variables";

const { steps, variables, layout } = document.shape;

/** What copied steps are as text: readable, and a part of a flow definition. */
const clipping = z.strictObject({ patchcord_steps: z.literal(1), steps, variables, layout });
type Clipping = z.infer<typeof clipping>;

/** Copied steps that nobody has placed by hand are put below one another, this far apart. */
const ROW = 160;

export type Pasted = { ok: true; command: Command; ids: string[] } | { ok: false; message: string };

/** Steps as JSON text, with the variables they use. The trigger stays: a flow has one. Null if nothing is left. */
export function copySteps(registry: Registry, draft: Draft, ids: readonly string[]): string | null {
  const copied = ids.filter((id) => isCopied(registry, draft, id));
  if (copied.length === 0) return null;
  const declared = Object.keys(draft.variables);
  const used = new Set(copied.flatMap((id) => [...variablesUsedBy(registry, draft.steps[id]!, declared)]));
  return JSON.stringify(
    {
      patchcord_steps: 1,
      steps: pick(draft.steps, copied),
      variables: pick(draft.variables, [...used]),
      layout: pick(draft.layout, copied),
    },
    null,
    2,
  );
}

/**
 * Puts copied steps into a flow, their top left corner at `position`, or with null where the canvas lays them out: new ids,
 * wired among each other as they were, variables added where there are none of the name.
 */
export function pasteSteps(
  registry: Registry,
  draft: Draft,
  text: string,
  position: readonly [number, number] | null,
): Pasted {
  const read = readClipping(registry, text);
  if ("message" in read) return { ok: false, message: read.message };
  const total = Object.keys(draft.steps).length + Object.keys(read.steps).length;
  if (total > LIMITS.steps_per_flow)
    return { ok: false, message: `A flow has at most ${LIMITS.steps_per_flow} steps; this would make ${total}.` };
  const { record, ids } = place(draft, read, position);
  const command = record.command(`Paste ${stepsLabel(record.draft, ids)}`);
  return command ? { ok: true, command, ids } : { ok: false, message: "There was nothing to paste." };
}

/** The same steps again: a little below and to the right of the ones that were placed by hand, else laid out automatically. */
export function duplicateSteps(registry: Registry, draft: Draft, ids: readonly string[]): Pasted {
  const text = copySteps(registry, draft, ids);
  if (text === null) return { ok: false, message: "Select the steps to duplicate first." };
  const placed = Object.values(pick(draft.layout, ids));
  const [x, y] = cornerOf(placed);
  const pasted = pasteSteps(registry, draft, text, placed.length > 0 ? [x + 40, y + 40] : null);
  return pasted.ok
    ? { ...pasted, command: { ...pasted.command, label: `Duplicate ${cutText(stepsLabel(draft, ids), 120)}` } }
    : pasted;
}

function readClipping(registry: Registry, text: string): Clipping | { message: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { message: "The clipboard holds no steps. Copy steps in the editor first." };
  }
  if (typeof json !== "object" || json === null || !("patchcord_steps" in json))
    return { message: "The clipboard holds no steps. Copy steps in the editor first." };
  const read = clipping.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    const path = ["$", ...(issue?.path ?? [])].map(String).join(".");
    return { message: `The copied steps cannot be read: ${path} ${issue?.message ?? "is wrong"}.` };
  }
  const steps = Object.entries(read.data.steps);
  const unknown = steps.find(([, step]) => !registry.has(step.component));
  if (unknown) return { message: `The copied steps use the unknown component ${unknown[1].component}.` };
  const kept = steps.filter(([, step]) => registry.get(step.component)?.definition.group !== "trigger");
  if (kept.length === 0) return { message: "A flow has one trigger, so a trigger cannot be pasted." };
  return { ...read.data, steps: Object.fromEntries(kept) };
}

function place(draft: Draft, { steps, variables, layout }: Clipping, position: readonly [number, number] | null) {
  const record = new Recorder(draft);
  for (const [name, variable] of Object.entries(variables)) {
    const full = Object.keys(record.draft.variables).length >= LIMITS.variables_per_flow;
    if (!Object.hasOwn(record.draft.variables, name) && !full) record.set(["variables", name], variable);
  }
  const renamed = new Map<string, string>();
  for (const [id, step] of Object.entries(steps)) {
    const taken = Object.hasOwn(draft.steps, id) || Object.hasOwn(draft.layout, id);
    renamed.set(id, taken ? freeStepId(draft, step.name, new Set([...Object.keys(steps), ...renamed.values()])) : id);
  }
  const corner = cornerOf(Object.values(layout));
  for (const [index, [id, step]] of Object.entries(steps).entries()) {
    const exits = Object.entries(step.exits).flatMap(([exit, target]) => {
      const inside = target === null ? undefined : renamed.get(target);
      return inside === undefined ? [] : [[exit, inside]];
    });
    const { on_error: onError, ...rest } = step;
    const goesTo = onError?.do === "go_to" ? renamed.get(onError.step) : undefined;
    const kept = onError?.do === "go_to" ? goesTo && { do: "go_to", step: goesTo } : onError;
    record.set(["steps", renamed.get(id)!], {
      ...rest,
      name: freeName(record.draft, step.name),
      exits: Object.fromEntries(exits),
      ...(kept ? { on_error: kept } : {}),
    });
    if (!position) continue;
    const [x, y] = position;
    const at = layout[id] ?? [corner[0], corner[1] + index * ROW];
    record.set(["layout", renamed.get(id)!], [Math.round(x + at[0] - corner[0]), Math.round(y + at[1] - corner[1])]);
  }
  return { record, ids: [...renamed.values()] };
}

function cornerOf(positions: (readonly [number, number])[]): [number, number] {
  if (positions.length === 0) return [0, 0];
  return [Math.min(...positions.map(([x]) => x)), Math.min(...positions.map(([, y]) => y))];
}

function isCopied(registry: Registry, draft: Draft, id: string): boolean {
  const step = draft.steps[id];
  return step !== undefined && registry.get(step.component)?.definition.group !== "trigger";
}

function pick<T>(from: Record<string, T>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(keys.flatMap((key) => (from[key] === undefined ? [] : [[key, from[key] as T]])));
}
