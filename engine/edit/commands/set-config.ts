import type { Registry } from "../../contract";
import type { Draft } from "../draft";
import { exitsOf } from "../exits";
import { type Command, Recorder } from "./command";

/**
 * Sets one key of a step's config, or removes it with undefined. Exits that the new config lacks are unwired; an exit that only
 * got another id keeps its target.
 */
export function setConfig(registry: Registry, draft: Draft, step: string, key: string, value: unknown): Command | null {
  const placed = draft.steps[step];
  if (!placed) return null;
  const before = exitsOf(registry, placed)?.map((exit) => exit.id);
  const record = new Recorder(draft).set(["steps", step, "config", key], value);
  const changed = record.draft.steps[step];
  const after = changed && exitsOf(registry, changed)?.map((exit) => exit.id);
  if (before && after) {
    const renamed = renamedExit(before, after);
    for (const exit of before.filter((id) => !after.includes(id))) {
      const target = placed.exits[exit];
      if (renamed?.from === exit && target) record.set(["steps", step, "exits", renamed.to], target);
      record.set(["steps", step, "exits", exit], undefined);
      if (placed.on_error?.do === "exit" && placed.on_error.exit === exit)
        record.set(["steps", step, "on_error"], renamed ? { do: "exit", exit: renamed.to } : undefined);
    }
  }
  return record.command(`Change ${placed.name}`);
}

/** The old and new id of the only exit in which two equally long lists differ; else null. */
function renamedExit(before: string[], after: string[]): { from: string; to: string } | null {
  if (before.length !== after.length) return null;
  const differing = before.flatMap((id, index) => (id === after[index] ? [] : [index]));
  const [at] = differing;
  const [from, to] = at === undefined ? [] : [before[at], after[at]];
  if (differing.length !== 1 || from === undefined || to === undefined || before.includes(to)) return null;
  return { from, to };
}
