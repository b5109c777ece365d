import type { Forward } from "@/engine/contract";
import type { LegFacts, Snapshot } from "../ports/store";

/** The forward that the caller waits in, if any. */
export function presentForward({ document, state }: Snapshot): Forward | undefined {
  if (state.wait?.for !== "forward" || document?.turn !== state.turn) return undefined;
  return document.verbs.find((verb): verb is Forward => verb.verb === "forward");
}

/**
 * Whether contact and agent were joined (docs/carriers.md, "Forwarding"): told by the accept key where one was asked for, else
 * by the bridge where the carrier speaks of it, else by the leg; never by the dial's status.
 */
export function isJoined(forward: Forward | undefined, leg: LegFacts | undefined, bridged: boolean | null): boolean {
  if (forward?.accept_key !== undefined) return leg?.accepted ?? false;
  return bridged ?? leg?.answered ?? false;
}
