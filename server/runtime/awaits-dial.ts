import type { State } from "@/engine/run/state";

/** The interaction waits for the call that this step visit has dialled: the flow's call, or a callback's call to the contact. */
export function awaitsDial({ wait, cursor, call }: State, visit: number): boolean {
  if (cursor?.visit !== visit) return false;
  return wait?.for === "call" || (wait?.for === "callback" && call.phase === "dialing");
}
