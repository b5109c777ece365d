import type { Draft } from "../draft";
import { type Command, Recorder, stepsLabel } from "./command";

/**
 * Removes steps, and unwires exits, error handling and the hang-up step that led to them. Where a removed step led to one target
 * only, exits to it go to that target instead. The start step is never removed.
 */
export function removeSteps(draft: Draft, steps: readonly string[]): Command | null {
  const gone = new Set(steps.filter((id) => Object.hasOwn(draft.steps, id) && id !== draft.start));
  const record = new Recorder(draft);
  for (const [id, step] of Object.entries(draft.steps)) {
    if (gone.has(id)) continue;
    for (const [exit, target] of Object.entries(step.exits)) {
      if (target !== null && gone.has(target))
        record.set(["steps", id, "exits", exit], onward(draft, target, gone) ?? undefined);
    }
    if (step.on_error?.do === "go_to" && gone.has(step.on_error.step)) record.set(["steps", id, "on_error"], undefined);
  }
  if (draft.on_hang_up !== null && gone.has(draft.on_hang_up)) record.set(["on_hang_up"], null);
  for (const id of gone) record.set(["steps", id], undefined).set(["layout", id], undefined);
  return record.command(`Remove ${stepsLabel(draft, [...gone])}`);
}

/** The only target of a removed step, passing over other removed steps; null if there are several or none. */
function onward(draft: Draft, step: string, gone: ReadonlySet<string>): string | null {
  const seen = new Set<string>();
  let at = step;
  while (gone.has(at) && !seen.has(at)) {
    seen.add(at);
    const targets = new Set(Object.values(draft.steps[at]?.exits ?? {}).filter((target) => target !== null));
    const [target] = targets;
    if (targets.size !== 1 || target === undefined) return null;
    at = target;
  }
  return gone.has(at) ? null : at;
}
