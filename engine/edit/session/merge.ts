import { type Change, cellAt } from "../change";
import { type Command, Recorder } from "../commands/command";
import type { Draft } from "../draft";
import { collisions, subjectKey } from "./rebase";

/** A conflict: two people changed the same step, exit, variable, note or field of the flow. */
export type Clash = {
  /** Stable within one merge. */
  key: string;
  /** A cell of it: `["steps", s]`, `["steps", s, "exits", e]`, `["variables", v]`, `["notes", n]`, `[field]`. */
  subject: string[];
  mine: Change[];
  theirs: Change[];
};

export type Side = "mine" | "theirs";

/** The conflicts between my changes and theirs, in the order of mine. */
export function clashes(mine: readonly Change[], theirs: readonly Change[]): Clash[] {
  const found = new Map<string, Clash>();
  for (const change of collisions(mine, theirs)) {
    const { key, subject } = subjectKey(change);
    const against = collisions(theirs, [change]);
    const clash = found.get(key) ?? { key, subject, mine: [], theirs: [] };
    clash.mine.push(change);
    for (const one of against) if (!clash.theirs.includes(one)) clash.theirs.push(one);
    found.set(key, clash);
  }
  return [...found.values()];
}

/**
 * The command that brings my changes into `document`, which has theirs, except where `choices` prefers theirs. `draft` has my
 * changes. A step that they removed and my changes still use is restored whole.
 */
export function merged(
  document: Draft,
  draft: Draft,
  mine: readonly Change[],
  choices: ReadonlyMap<string, Side>,
): Command | null {
  const record = new Recorder(document);
  const revive = (id: string) => {
    if (Object.hasOwn(record.draft.steps, id) || !Object.hasOwn(draft.steps, id)) return;
    record.set(["steps", id], draft.steps[id]);
    record.set(["layout", id], draft.layout[id]);
  };
  for (const { path } of mine) {
    const { key } = subjectKey({ path });
    if (choices.get(key) === "theirs") continue;
    const value = cellAt(draft, path);
    const [field, id = ""] = path;
    if (field === "steps") revive(id);
    if (field === "steps" && path.length > 2 && !Object.hasOwn(record.draft.steps, id)) continue;
    if (field === "layout" && value !== undefined && !Object.hasOwn(record.draft.steps, id)) continue;
    if (typeof value === "string" && (path[2] === "exits" || field === "on_hang_up" || field === "start"))
      revive(value);
    record.set(path, value);
  }
  return record.command("Merge my changes");
}
