import type { State } from "@/engine/run/state";
import type { AttemptFacts } from "../ports/attempt";

/** The interaction waits for the attempt's call: the flow's call, by the step's present try, or a callback's call to the contact. */
export function awaitsDial(
  { wait, cursor, call }: State,
  { visit, visit_try }: Pick<AttemptFacts, "visit" | "visit_try">,
): boolean {
  if (cursor?.visit !== visit || (call.try ?? 1) !== (visit_try ?? 1)) return false;
  return wait?.for === "call" || (wait?.for === "callback" && call.phase === "dialing");
}
