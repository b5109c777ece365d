import type { State } from "@/engine/run/state";

/** The step visit waits for the call it has dialled: the flow's own, or a callback's to the contact. */
export function awaitsDial({ wait, cursor, call }: State, visit: number): boolean {
  if (cursor?.visit !== visit) return false;
  return wait?.for === "call" || (wait?.for === "callback" && call.phase === "dialing");
}
