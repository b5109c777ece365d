import { type Change, cellAt } from "../change";
import type { Draft } from "../draft";

/**
 * The subject of a change, to find conflicts: a step as a whole, one exit of it, a variable, a note, a field of the flow.
 * Positions have none, because the last move wins.
 */
function subject({ path }: Change): { step?: string; exit?: string; thing?: string } {
  const [field, id, part, key] = path;
  if (field === "layout") return {};
  if (field !== "steps") return { thing: path.slice(0, field === "variables" || field === "notes" ? 2 : 1).join(".") };
  return part === "exits" && key !== undefined ? { step: id ?? "", exit: key } : { step: id ?? "" };
}

/** The subject of a change as a key and as a cell's path; that of a position is its step. */
export function subjectKey({ path }: Pick<Change, "path">): { key: string; subject: string[] } {
  const [field = "", id = "", part, exit] = path;
  const subject =
    field === "layout" || (field === "steps" && part !== "exits")
      ? ["steps", id]
      : path.slice(0, field === "steps" && exit !== undefined ? 4 : field === "variables" || field === "notes" ? 2 : 1);
  return { key: subject.join("."), subject };
}

/**
 * True if two changes conflict: they have the same subject, or one removes a step that the other leads to.
 */
function collide(a: Change, b: Change): boolean {
  return sameSubject(subject(a), subject(b)) || leadsToRemoved(a, b) || leadsToRemoved(b, a);
}

/** The changes of `mine` that collide with any of `theirs`, which came first. */
export function collisions(mine: readonly Change[], theirs: readonly Change[]): Change[] {
  return mine.filter((one) => theirs.some((other) => collide(one, other)));
}

function sameSubject(a: ReturnType<typeof subject>, b: ReturnType<typeof subject>): boolean {
  if (a.thing !== undefined || b.thing !== undefined) return a.thing === b.thing;
  if (a.step === undefined || a.step !== b.step) return false;
  // Two exits of one step do not conflict, nor does an exit with the step's other fields.
  return a.exit === b.exit;
}

function leadsToRemoved(remover: Change, other: Change): boolean {
  const [field, id] = remover.path;
  if (field !== "steps" || remover.path.length !== 2 || remover.after !== undefined) return false;
  const about = subject(other);
  return about.step === id || other.after === id;
}

/**
 * The changes adjusted to a draft that others have changed without conflict. Only positions need it: their `before` is updated,
 * because the last move wins, and those of removed steps are dropped.
 */
export function rebased(draft: Draft, changes: readonly Change[]): Change[] {
  const comes = new Set(changes.flatMap(({ path }) => (path[0] === "steps" && path.length === 2 ? [path[1]] : [])));
  const moved = new Map<string, Change["before"]>();
  return changes.flatMap((one) => {
    const [field, id = ""] = one.path;
    if (field !== "layout") return [one];
    if (!comes.has(id) && !Object.hasOwn(draft.steps, id)) return [];
    const { path, after } = one;
    const before = moved.has(id) ? moved.get(id) : (cellAt(draft, path) as Change["before"]);
    moved.set(id, after);
    return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  });
}
