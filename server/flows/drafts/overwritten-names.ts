import { type Change, isName } from "@/engine/edit/change";
import type { AuthoredEdit } from "./authored-edit";

/** A name of a step or of the flow that one of two people has given and the other has replaced a moment later. */
export type OverwrittenName = {
  path: string[];
  was: string;
  is: string;
  /** The other person. */
  by: string;
  /** The user has replaced the other's name; else the other has replaced the user's. */
  mine: boolean;
};

type Given = { name: string; by: string; user: string | null };

/**
 * The names that the edits with these ids have replaced, where either name is the user's and the other is not. `log`: what was edited
 * lately, oldest first, those edits among it.
 */
export function overwrittenNames(
  log: readonly AuthoredEdit[],
  ids: ReadonlySet<string>,
  user: string,
): OverwrittenName[] {
  const given = new Map<string, Given>();
  return log.flatMap((edit) =>
    edit.edit.changes.flatMap(({ path, before, after }) => {
      if (!isName(path) || typeof after !== "string") return [];
      const key = path.join("\u0000");
      const earlier = given.get(key);
      given.set(key, { name: after, by: edit.by, user: edit.user });
      if (!earlier || !ids.has(edit.edit.id) || earlier.name !== before || earlier.user === edit.user) return [];
      const mine = edit.user === user;
      if (!mine && earlier.user !== user) return [];
      return [{ path, was: earlier.name, is: after, by: mine ? earlier.by : edit.by, mine }];
    }),
  );
}

/** True where one of the edits changes a name. */
export function hasName(edits: readonly { edit: { changes: readonly Change[] } }[]): boolean {
  return edits.some(({ edit }) => edit.changes.some(({ path }) => isName(path)));
}
