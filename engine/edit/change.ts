import { dequal } from "dequal";
import { z } from "zod";
import type { Draft } from "./draft";

/**
 * A change of one cell of the document. An absent `before` or `after` means that the cell is not there. Cells
 * are: a top-level field (`["name"]`), a variable (`["variables", v]`), a step (`["steps", s]`) or one of its fields
 * (`["steps", s, "name"]`, `["steps", s, "config", key]`, `["steps", s, "exits", exit]`, `["steps", s, "outputs", o]`,
 * `["steps", s, "on_error"]`), a position (`["layout", s]`) and a note (`["notes", id]`).
 */
export const change = z.strictObject({
  path: z.array(z.string().max(128)).min(1).max(4),
  before: z.json().optional(),
  after: z.json().optional(),
});
export type Change = z.infer<typeof change>;

/** True for the cell of the flow's name or of a step's. */
export function isName([field, , part, ...more]: readonly string[]): boolean {
  return field === "name" || (field === "steps" && part === "name" && more.length === 0);
}

/** All changes of one action by an admin, undone and redone together. */
export const edit = z.strictObject({
  id: z.uuid(),
  /** What the history calls it, such as `Move Call the customer`. */
  label: z.string().min(1).max(200),
  changes: z.array(change).min(1).max(5000),
});
export type Edit = z.infer<typeof edit>;

/** Thrown for a change whose cell no longer holds what the change was made on. */
export class StaleChange extends Error {
  readonly path: string[];
  constructor(path: string[]) {
    super(`${path.join(".")} has changed since`);
    this.name = "StaleChange";
    this.path = path;
  }
}

type Tree = { [key: string]: unknown };

/**
 * The draft with the changes made, in order. Objects they do not touch stay the same, so that a view can compare by identity.
 * Throws StaleChange where a cell is not what `before` says.
 */
export function applyChanges(draft: Draft, changes: readonly Change[]): Draft {
  // Each object is copied once, not once a change: a thousand moves among a thousand positions would copy a million.
  const copies = new Set<object>();
  return changes.reduce<Draft>((made, one) => {
    if (!dequal(cellAt(made, one.path), one.before)) throw new StaleChange(one.path);
    return put(made as unknown as Tree, one.path, one.after, copies) as unknown as Draft;
  }, draft);
}

/** What a cell holds; undefined if it is not there. */
export function cellAt(draft: Draft, path: readonly string[]): unknown {
  let at: unknown = draft;
  for (const key of path) {
    if (Array.isArray(at)) at = at.find((item: { id?: string }) => item.id === key);
    else if (typeof at === "object" && at !== null && Object.hasOwn(at, key)) at = (at as Tree)[key];
    else return undefined;
  }
  return at;
}

/** The changes that undo these. */
export function inverse(changes: readonly Change[]): Change[] {
  return changes.toReversed().map(({ path, before, after }) => ({
    path,
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
  }));
}

function put(tree: Tree, [key, ...rest]: readonly string[], value: unknown, copies: Set<object>): Tree {
  if (key === undefined) return tree;
  const copy = copies.has(tree) ? tree : { ...tree };
  copies.add(copy);
  const child = Object.hasOwn(tree, key) ? tree[key] : undefined;
  if (rest[0] === undefined) set(copy, key, value);
  else if (Array.isArray(child)) set(copy, key, putInList(child, rest[0], value));
  else set(copy, key, put((child ?? {}) as Tree, rest, value, copies));
  return copy;
}

function set(copy: Tree, key: string, value: unknown): void {
  if (value === undefined) delete copy[key];
  // Defined, not assigned, so that no name can set the prototype.
  else Object.defineProperty(copy, key, { value, configurable: true, enumerable: true, writable: true });
}

/** Edits reach into one list only, the notes, whose items have ids. */
function putInList(list: { id: string }[], id: string, value: unknown): unknown[] {
  const without = list.filter((item) => item.id !== id);
  if (value === undefined) return without;
  return without.length === list.length ? [...list, value] : list.map((item) => (item.id === id ? value : item));
}
