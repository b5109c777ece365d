import type { Effect } from "@/engine/contract";
import type { State } from "@/engine/run/state";
import type { CallbackChange } from "../ports/callback";
import type { EventRow } from "../ports/interaction";
import type { AppliedBurst } from "./apply-burst";
import { ringGroupVisit } from "./ring-group-visit";

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
  const was = before && ringGroupVisit(before);
  const is = ringGroupVisit(state);
  const requeued = effects.findLast(isRequeued);
  if (was !== null) {
    if (accepted !== undefined) changes.push({ do: "accept", visit: was, attempt: accepted });
    if (is !== was) changes.push({ do: "end", visit: was, reason: reasonOf(rows, was) });
    else if (requeued)
      changes.push({ do: "requeue", visit: was, why: requeued.why, pause_seconds: requeued.pause_seconds });
    else if (isJoined(before, state)) changes.push({ do: "join", visit: was });
  }
  if (is !== null && is !== was) {
    const { effect: _, offer: __, ...request } = effects.findLast(isQueued)!;
    changes.push({ do: "queue", id: newId(), visit: is, ...request, live: state.wait?.for === "agents" });
  }
  return changes;
}

/** The contact has come to the agent: by answering, or out of the hold. */
function isJoined(before: State | null, { call, wait }: State): boolean {
  if (before?.wait?.for === "handover") return wait?.for === "callback";
  return before?.call.phase === "dialing" && call.phase === "live";
}

type QueueCallback = Extract<Effect, { effect: "queue_callback" }>;
const isQueued = (effect: Effect): effect is QueueCallback => effect.effect === "queue_callback";

type RequeueCallback = Extract<Effect, { effect: "requeue_callback" }>;
const isRequeued = (effect: Effect): effect is RequeueCallback => effect.effect === "requeue_callback";

/** The exit of the step; where its contact is still to be fetched, what ended the search. */
function reasonOf(rows: readonly EventRow[], visit: number): string {
  const left = rows.flatMap((row) => row.events).find((event) => event.event === "step_left" && event.visit === visit);
  if (left?.event === "step_left") return left.exit;
  const ended = rows.map(({ resume }) => resume).find((resume) => resume.kind === "callback_ended");
  return ended?.kind === "callback_ended" ? ended.result : "timeout";
}
