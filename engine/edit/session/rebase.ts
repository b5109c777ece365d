import { type Change, cellAt } from "../change";
import type { Draft } from "../draft";

/**
 * What a change is about, for telling whether two people meant the same thing: a step as a whole, one exit of it, a
 * variable, a note, a field of the flow. Positions are about nobody: the last move wins.
 */
function subject({ path }: Change): { step?: string; exit?: string; thing?: string } {
  const [field, id, part, key] = path;
  if (field === "layout") return {};
  if (field !== "steps") return { thing: path.slice(0, field === "variables" || field === "notes" ? 2 : 1).join(".") };
  return part === "exits" && key !== undefined ? { step: id ?? "", exit: key } : { step: id ?? "" };
}

/** The thing a change is about, by a key of its own and as the path of its cell. A position is about its step. */
export function subjectKey({ path }: Pick<Change, "path">): { key: string; subject: string[] } {
  const [field = "", id = "", part, exit] = path;
  const subject =
    field === "layout" || (field === "steps" && part !== "exits")
      ? ["steps", id]
      : path.slice(0, field === "steps" && exit !== undefined ? 4 : field === "variables" || field === "notes" ? 2 : 1);
  return { key: subject.join("."), subject };
}

/**
 * True if the two changes cannot both stand: the same step, exit, variable, note or field, or a step that one removes
 * and the other leads to.
 */
export function collide(a: Change, b: Change): boolean {
  return sameSubject(subject(a), subject(b)) || leadsToRemoved(a, b) || leadsToRemoved(b, a);
}

/** The changes of `mine` that collide with any of `theirs`, which came first. */
export function collisions(mine: readonly Change[], theirs: readonly Change[]): Change[] {
  return mine.filter((one) => theirs.some((other) => collide(one, other)));
}

function sameSubject(a: ReturnType<typeof subject>, b: ReturnType<typeof subject>): boolean {
  if (a.thing !== undefined || b.thing !== undefined) return a.thing === b.thing;
  if (a.step === undefined || a.step !== b.step) return false;
  // One exit and another exit of a step stand side by side; a step's own change and its exit do too, unless it goes.
  return a.exit === b.exit;
}

function leadsToRemoved(remover: Change, other: Change): boolean {
  const [field, id] = remover.path;
  if (field !== "steps" || remover.path.length !== 2 || remover.after !== undefined) return false;
  const about = subject(other);
  return about.step === id || other.after === id;
}

/**
 * The changes as they must be to apply on what others have made of the draft meanwhile. Only positions can differ
 * without a collision: the last move wins, and a step that is gone needs none.
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
