import type { Snapshot } from "../../ports/interaction";

/** The interaction waits for the callback of that step visit. */
export function awaitsCallback({ state }: Pick<Snapshot, "state">, visit: number): boolean {
  return state.wait?.for === "callback" && state.cursor?.visit === visit;
}
