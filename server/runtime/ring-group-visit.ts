import type { WaitFor } from "@/engine/contract";
import type { State } from "@/engine/run/state";

/** The waits during which agents of a ring group are rung, or one is with the contact or about to be. */
const OF_RING_GROUP: ReadonlySet<WaitFor> = new Set<WaitFor>(["callback", "agents", "handover"]);

/** The visit of the step whose callback the interaction waits for, or whose contact waits for an agent on the line; else null. */
export function ringGroupVisit({ wait, cursor }: Pick<State, "wait" | "cursor">): number | null {
  return wait && OF_RING_GROUP.has(wait.for) ? (cursor?.visit ?? null) : null;
}
