import type { Snapshot } from "../../ports/interaction";
import { ringGroupVisit } from "../ring-group-visit";

/** The interaction waits for the ring group's agents at that step visit. */
export function awaitsCallback({ state }: Pick<Snapshot, "state">, visit: number): boolean {
  return ringGroupVisit(state) === visit;
}
