import type { Effect } from "@/engine/contract";
import type { State } from "@/engine/run/state";
import type { CallbackChange } from "../ports/callback";
import type { EventRow } from "../ports/interaction";
import type { AppliedBurst } from "./apply-burst";

/**
 * How a burst changes callbacks, from the interaction's state before it and after it. `accepted`: the attempt of the agent who
 * pressed the key.
 */
export function callbackChanges(
  before: State | null,
  { write: { state, rows }, effects }: AppliedBurst,
  newId: () => string,
  accepted: string | undefined,
): CallbackChange[] {
  const changes: CallbackChange[] = [];
  const was = before && visitOf(before);
  const is = visitOf(state);
  if (was !== null) {
    if (accepted !== undefined) changes.push({ do: "accept", visit: was, attempt: accepted });
    if (is !== was) changes.push({ do: "end", visit: was, reason: exitOf(rows, was) });
    else if (before?.call.phase === "dialing" && state.call.phase === "live") changes.push({ do: "join", visit: was });
  }
  if (is !== null && is !== was) {
    const { effect: _, ...request } = effects.findLast(isQueued)!;
    changes.push({ do: "queue", id: newId(), visit: is, ...request });
  }
  return changes;
}

/** The visit of the step whose callback the interaction waits for. */
function visitOf({ wait, cursor }: State): number | null {
  return wait?.for === "callback" ? (cursor?.visit ?? null) : null;
}

type QueueCallback = Extract<Effect, { effect: "queue_callback" }>;
const isQueued = (effect: Effect): effect is QueueCallback => effect.effect === "queue_callback";

function exitOf(rows: readonly EventRow[], visit: number): string {
  const left = rows.flatMap((row) => row.events).find((event) => event.event === "step_left" && event.visit === visit);
  return left?.event === "step_left" ? left.exit : "";
}
