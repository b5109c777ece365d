import type { Change } from "./change";

/** What no publication is needed for: where steps stand, notes, and name and description, which take effect at once. */
const BESIDE = new Set(["layout", "notes", "name", "description"]);

/** True if the changes alter what the flow does, so that there is something to publish. */
export function altersFlow(changes: readonly Pick<Change, "path">[]): boolean {
  return changes.some(({ path: [field = ""] }) => !BESIDE.has(field));
}
