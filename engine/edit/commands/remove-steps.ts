import type { Draft } from "../draft";
import { type Command, Recorder, stepsLabel } from "./command";

/**
 * Takes steps out, with every exit, error handling and hang-up that led to them. Where a removed step led to one place
 * only, what led to it goes on there (a simple chain heals). The step the flow starts with stays.
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

/** Where a removed step led, if to one place only, past others that go with it. */
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
